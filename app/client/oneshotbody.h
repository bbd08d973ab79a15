// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace Parlance {

/// The body of a request that can be sent only once. QNetworkAccessManager resends a request unasked when the
/// server closes the connection without an answer; a prompt that the server may have accepted and billed must
/// not be sent twice (X-05, RFC 9110 9.2.2). A body that cannot be rewound prevents this: the second attempt
/// ends in `QNetworkReply::ContentReSendError` before a byte is sent.
class OneShotBody : public QIODevice
{
    Q_OBJECT

public:
    explicit OneShotBody(const QByteArray &body, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_left.isEmpty(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_left.size(); }
    bool seek(qint64) override { return false; }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    QByteArray m_body;
    QByteArrayView m_left;
};

} // namespace Parlance
