// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/oneshotbody.h"

#include <algorithm>

namespace Parlance {

OneShotBody::OneShotBody(const QByteArray &body, QObject *parent)
    : QIODevice(parent)
    , m_body(body)
    , m_left(m_body)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    if (m_left.isEmpty())
        return -1;
    const QByteArrayView piece = m_left.first(std::min<qsizetype>(maxSize, m_left.size()));
    std::ranges::copy(piece, data);
    m_left = m_left.sliced(piece.size());
    return piece.size();
}

qint64 OneShotBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace Parlance
