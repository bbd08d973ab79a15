// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/transfer.h"

#include <utility>

namespace Parlance {

void Arrivals::addTo(Recording &recording) const
{
    if (startedAt)
        recording.startedAt = startedAt;
    if (connectingAt)
        recording.connectingAt = connectingAt;
    if (encryptedAt)
        recording.encryptedAt = encryptedAt;
    if (sentAt)
        recording.sentAt = sentAt;
    if (!proxy.isEmpty())
        recording.proxy = proxy;
    if (head)
        recording.head = head;
    for (const Piece &piece : body)
        recording.append(piece.bytes, piece.at);
    if (end)
        recording.end = end;
}

Arrivals Transfer::take()
{
    const QMutexLocker lock(&m_mutex);
    m_told = false;
    if (std::exchange(m_waits, false))
        QMetaObject::invokeMethod(this, &Transfer::goOn, Qt::QueuedConnection);
    return std::exchange(m_arrivals, {});
}

qint64 Transfer::room()
{
    constexpr qint64 most = 1024 * 1024;
    const QMutexLocker lock(&m_mutex);
    qint64 left = most;
    for (const Arrivals::Piece &piece : std::as_const(m_arrivals.body))
        left -= piece.bytes.size();
    m_waits = left <= 0;
    return left;
}

void Transfer::tell()
{
    {
        const QMutexLocker lock(&m_mutex);
        if (std::exchange(m_told, true))
            return;
    }
    Q_EMIT arrived();
}

} // namespace Parlance
