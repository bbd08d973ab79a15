// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/silencewatch.h"

#include <QPointer>
#include <algorithm>

using namespace std::chrono_literals;

namespace Parlance {

SilenceLimits SilenceLimits::all(Time time)
{
    return {.connection = time,
        .firstEvent = time,
        .nextEvent = time,
        .whole = time,
        .completion = time,
        .usage = time,
        .probe = time};
}

SilenceWatch::SilenceWatch(const Clock &clock, const SilenceLimits &limits, Form form, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_limits(limits)
    , m_form(form)
    , m_begin(clock.now())
    , m_life(m_begin)
    , m_answer(m_begin)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SilenceWatch::look);
    connect(&clock, &Clock::moved, this, &SilenceWatch::look);
    look();
}

/// Starts no timer: this is called for each piece. The running one finds out that it came too early.
void SilenceWatch::note(const Arrivals &arrivals)
{
    const bool isAlive = arrivals.uploaded || arrivals.head || !arrivals.body.isEmpty();
    if (m_phase == Phase::Connecting && (isAlive || arrivals.isConnected))
        m_phase = Phase::Waiting;
    if (!isAlive)
        return;
    m_life = m_clock.now();
    if (arrivals.uploaded)
        m_answer = m_life;
    if (m_said && (arrivals.uploaded || !m_said->isAlive))
        endSilence();
}

void SilenceWatch::noteAnswer()
{
    m_answer = m_clock.now();
    if (m_said)
        endSilence();
    if (m_phase == Phase::Waiting)
        m_phase = Phase::Answering;
    else if (m_phase == Phase::Complete)
        m_phase = Phase::Finished;
    else
        return; // the timer finds out that it came too early
    look();
}

void SilenceWatch::noteFinish()
{
    if (m_phase != Phase::Answering && m_phase != Phase::Waiting)
        return;
    m_phase = Phase::Finished;
    look();
}

void SilenceWatch::noteMore()
{
    if (m_phase != Phase::Finished)
        return;
    m_phase = Phase::Answering;
    look();
}

void SilenceWatch::stop()
{
    m_phase = Phase::Over;
    m_timer.stop();
    if (m_said)
        endSilence();
}

void SilenceWatch::look()
{
    const Clock::TimePoint now = m_clock.now();
    const Clock::TimePoint connected = m_begin + m_limits.connection;
    if (m_phase == Phase::Connecting && now >= connected) {
        const QPointer<SilenceWatch> self(this);
        Q_EMIT notConnected(); // which may end the phase, and this
        if (!self)
            return;
    }
    switch (m_phase) {
    case Phase::Connecting:
        return now < connected ? wait(connected) : void();
    case Phase::Waiting:
    case Phase::Answering:
        return lookAtSilence();
    case Phase::Finished:
        if (now < m_answer + m_limits.completion)
            return wait(m_answer + m_limits.completion);
        m_phase = Phase::Complete;
        wait(m_answer + m_limits.usage);
        return Q_EMIT complete();
    case Phase::Complete:
        if (now < m_answer + m_limits.usage)
            return wait(m_answer + m_limits.usage);
        m_phase = Phase::Over;
        return Q_EMIT usageOverdue();
    case Phase::Over:
        return;
    }
}

/// Bytes without an answer are borne as long as the first event, as a model may think in the meantime.
void SilenceWatch::lookAtSilence()
{
    const Clock::TimePoint now = m_clock.now();
    const auto alivePatience = std::max(patience(), m_limits.firstEvent);
    const Clock::TimePoint due = std::min(m_life + patience(), m_answer + alivePatience);
    if (now < due) {
        if (m_said)
            endSilence();
        return wait(due);
    }
    wait(now + 1s);
    const bool isAlive = now < m_life + patience();
    const Clock::TimePoint since = isAlive ? m_answer : m_life;
    m_said = {.time = std::chrono::duration_cast<std::chrono::milliseconds>(now - since), .isAlive = isAlive};
    Q_EMIT silent(*m_said);
}

void SilenceWatch::endSilence()
{
    m_said.reset();
    Q_EMIT silent({});
}

void SilenceWatch::wait(Clock::TimePoint until)
{
    m_timer.start(std::max(1ms, std::chrono::ceil<std::chrono::milliseconds>(until - m_clock.now())));
}

std::chrono::milliseconds SilenceWatch::patience() const
{
    if (m_form == Form::Whole)
        return m_limits.whole;
    return m_phase == Phase::Waiting ? m_limits.firstEvent : m_limits.nextEvent;
}

} // namespace Parlance
