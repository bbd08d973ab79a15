// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/replaytransfer.h"

#include <utility>

namespace Parlance {

ReplayTransfer::ReplayTransfer(std::shared_ptr<const Capture> capture, Pace pace, Now now)
    : m_capture(std::move(capture))
    , m_now(std::move(now))
    , m_pace(pace)
    , m_playback(m_capture->recording)
    , m_wake(this) // which moves to the network's thread with this
{
    connect(&m_wake, &ExactTimer::timeout, this, &ReplayTransfer::advance);
}

void ReplayTransfer::start()
{
    m_isOver = false;
    {
        const QMutexLocker lock(&m_mutex);
        m_arrivals.startedAt = std::chrono::steady_clock::now();
    }
    setPace(m_pace);
}

void ReplayTransfer::setPace(Pace pace)
{
    m_pace = pace;
    if (m_isOver)
        return;
    {
        const QMutexLocker lock(&m_mutex);
        m_playback.setPace(pace, m_now());
    }
    advance();
}

void ReplayTransfer::step()
{
    hand(&Playback::step);
}

void ReplayTransfer::advance()
{
    hand(&Playback::play);
}

void ReplayTransfer::hand(void (Playback::*what)(Playback::Clock::time_point, Arrivals &))
{
    if (m_isOver)
        return;
    bool hasMore = false;
    std::optional<Playback::Clock::duration> wait;
    {
        const QMutexLocker lock(&m_mutex);
        const Playback::Clock::time_point now = m_now();
        (m_playback.*what)(now, m_arrivals);
        hasMore = m_arrivals.head || !m_arrivals.body.isEmpty() || m_arrivals.end;
        wait = m_playback.wait(now);
    }
    if (wait)
        m_wake.start(*wait);
    if (hasMore)
        tell();
}

Timing::Duration ReplayTransfer::elapsed() const
{
    const QMutexLocker lock(&m_mutex);
    return m_playback.position(m_now());
}

void ReplayTransfer::closeSoon()
{
    QMetaObject::invokeMethod(this, [this] { m_isOver = true; });
}

} // namespace Parlance
