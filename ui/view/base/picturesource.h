// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDeadlineTimer>
#include <QIODevice>

#include <stop_token>

namespace Parlance {

/// The bytes of a picture that is being decoded. A decoder cannot be interrupted, and some bytes keep one
/// busy for minutes; so they end when `stop` is requested or `time` is over.
class PictureSource : public QIODevice
{
    Q_OBJECT

public:
    /// Gives `piece` bytes at a time at most.
    PictureSource(QByteArray bytes, qint64 piece, std::stop_token stop, std::chrono::milliseconds time);

    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }
    bool seek(qint64 place) override;

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_bytes;
    qint64 m_place = 0;
    qint64 m_piece;
    std::stop_token m_stop;
    QDeadlineTimer m_deadline;
};

} // namespace Parlance
