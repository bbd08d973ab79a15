// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/picturedecoder.h"

#include "view/base/picture.h"

namespace Parlance {

PictureDecoder::PictureDecoder(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

PictureDecoder::~PictureDecoder()
{
    clear();
}

void PictureDecoder::clear()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_thread.clear();
}

void PictureDecoder::decode(const QByteArray &bytes, int largestSide, const Take &take)
{
    m_thread.start([this, bytes, largestSide, take, stop = m_stop.get_token()] {
        const QImage picture = decodedPicture(bytes, stop, largestSide);
        const auto handOver = [picture, take, stop] {
            if (!stop.stop_requested())
                take(picture);
        };
        QMetaObject::invokeMethod(this, handOver, Qt::QueuedConnection);
    });
}

} // namespace Parlance
