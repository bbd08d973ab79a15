// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <stop_token>

namespace Parlance {

/// Decodes pictures from untrusted sources, one at a time, in its own thread.
class PictureDecoder : public QObject
{
    Q_OBJECT

public:
    using Take = std::function<void(const QImage &picture)>;

    explicit PictureDecoder(QObject *parent = nullptr);
    /// Stops what is being decoded, and waits for that.
    ~PictureDecoder() override;

    /// Calls `take` with the result of `decodedPicture()` in this object's thread, later. Pictures come in
    /// the order in which they were asked for.
    void decode(const QByteArray &bytes, int largestSide, const Take &take);
    /// Stops what is being decoded, and drops what waits for it. Nothing is taken any more.
    void clear();

private:
    std::stop_source m_stop;
    QThreadPool m_thread;
};

} // namespace Parlance
