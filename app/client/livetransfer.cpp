// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/livetransfer.h"

#include "client/route.h"

#include <utility>

namespace Parlance {

Timing::Duration LiveTransfer::elapsed() const
{
    const QMutexLocker lock(&m_mutex);
    if (!m_clock.isValid())
        return {};
    return std::chrono::duration_cast<Timing::Duration>(m_clock.durationElapsed());
}

void LiveTransfer::begin()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_clock.start();
        m_arrivals.startedAt = std::chrono::steady_clock::now();
    }
    tell();
}

void LiveTransfer::note(std::optional<Timing::Duration> Arrivals::*stage)
{
    const Timing::Duration now = elapsed();
    const QMutexLocker lock(&m_mutex);
    m_arrivals.*stage = now;
}

void LiveTransfer::note(const Route &route)
{
    const QMutexLocker lock(&m_mutex);
    m_arrivals.proxy = route.place();
}

void LiveTransfer::noteConnection()
{
    const QMutexLocker lock(&m_mutex);
    m_arrivals.isConnected = true;
}

void LiveTransfer::noteUpload(qint64 bytes)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_arrivals.isConnected = true;
        m_arrivals.uploaded = bytes;
    }
    tell();
}

void LiveTransfer::add(const Recording::Head &head)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_arrivals.head = head;
    }
    tell();
}

void LiveTransfer::add(QList<Arrivals::Piece> pieces)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_arrivals.body.append(std::move(pieces));
    }
    tell();
}

void LiveTransfer::add(const Recording::End &end)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_arrivals.end = end;
    }
    tell();
}

} // namespace Parlance
