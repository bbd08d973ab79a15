// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/replay.h"

#include <utility>

namespace Parlance {

Replay::Replay(Capture capture, const QString &name, ReplayTransfer::Now now)
    : m_capture(std::make_shared<const Capture>(std::move(capture)))
    , m_name(name)
    , m_now(std::move(now))
{
}

void Replay::set(Pace pace, bool isPaused)
{
    m_pace = pace;
    m_isPaused = isPaused;
    Q_EMIT actualPaceChanged(actualPace(), QPrivateSignal());
    Q_EMIT changed();
}

void Replay::setPace(Pace pace)
{
    set(pace, m_isPaused && pace != Pace::EventByEvent);
}

void Replay::pause()
{
    set(m_pace, true);
}

void Replay::play()
{
    set(m_pace == Pace::EventByEvent ? Pace::Recorded : m_pace, false);
}

void Replay::step()
{
    if (!isPaused())
        pause();
    Q_EMIT stepped(QPrivateSignal());
}

ReplayTransfer *Replay::open()
{
    auto *transfer = new ReplayTransfer(m_capture, actualPace(), m_now);
    connect(this, &Replay::actualPaceChanged, transfer, &ReplayTransfer::setPace);
    connect(this, &Replay::stepped, transfer, &ReplayTransfer::step);
    return transfer;
}

} // namespace Parlance
