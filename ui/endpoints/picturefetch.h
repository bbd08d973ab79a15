// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>

#include <expected>

namespace Parlance {

class ChatClient;
class HttpExchange;

/// Fetches a picture that an answer names by its address: with GET, once, and without a key. Follows no
/// redirect. Deleting it closes the connection.
class PictureFetch : public QObject
{
    Q_OBJECT

public:
    /// The address as it would be asked; empty if it is not of HTTP, or names a user or a password.
    [[nodiscard]] static QUrl addressIn(const QString &text);
    /// For a person: the host, with the scheme and the port if they are unusual.
    [[nodiscard]] static QString placeOf(const QUrl &url);

    /// Starts at once. The client must outlive it.
    PictureFetch(ChatClient &client, const QUrl &url, QObject *parent);

    /// So many bytes have come.
    [[nodiscard]] qint64 received() const;

Q_SIGNALS:
    void progressed();
    /// The bytes that came, or why they did not, in a sentence. Comes once.
    void finished(const std::expected<QByteArray, QString> &file);

private:
    HttpExchange *m_exchange;
    const QUrl m_url;
};

} // namespace Parlance
