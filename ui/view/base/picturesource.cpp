// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/picturesource.h"

#include <algorithm>
#include <cstring>

namespace Parlance {

PictureSource::PictureSource(
    QByteArray bytes, qint64 piece, std::stop_token stop, std::chrono::milliseconds time)
    : m_bytes(std::move(bytes))
    , m_piece(piece)
    , m_stop(std::move(stop))
    , m_deadline(time)
{
    open(ReadOnly | Unbuffered);
}

bool PictureSource::seek(qint64 place)
{
    m_place = place;
    return QIODevice::seek(place);
}

qint64 PictureSource::readData(char *data, qint64 most)
{
    if (m_stop.stop_requested() || m_deadline.hasExpired())
        return -1;
    const qint64 count = std::min({most, m_piece, std::max<qint64>(0, m_bytes.size() - m_place)});
    std::memcpy(data, m_bytes.constData() + m_place, size_t(count));
    m_place += count;
    return count;
}

qint64 PictureSource::writeData(const char *, qint64)
{
    return -1;
}

} // namespace Parlance
