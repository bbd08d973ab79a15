// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/retrywait.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Parlance {

RetryWait::RetryWait(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_tick.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &RetryWait::look);
    connect(&clock, &Clock::moved, this, &RetryWait::look);
}

void RetryWait::begin(const Reply &reply, qint64 question)
{
    const bool isSeries = question == m_question && m_isArmed;
    m_question = question;
    if (!isSeries)
        m_retries = 0;
    m_advice = retryAdvice(reply, m_retries, m_clock.utc());
    const bool goesOn = m_advice.kind == RetryAdvice::Kind::Wait && !m_advice.isTold;
    m_isArmed = isSeries && goesOn;
    setTime(m_advice.time);
}

void RetryWait::end()
{
    m_tick.stop();
    if (m_advice.kind == RetryAdvice::Kind::None)
        return;
    m_isArmed = false;
    m_advice = {};
    Q_EMIT changed();
}

void RetryWait::arm()
{
    if (m_advice.kind != RetryAdvice::Kind::Wait && m_advice.kind != RetryAdvice::Kind::Long)
        return;
    m_isArmed = true;
    if (m_advice.isTold && m_advice.kind == RetryAdvice::Kind::Wait)
        look();
    else
        setTime(std::min<std::chrono::milliseconds>(m_advice.time, RetryAdvice::LongestWait));
}

void RetryWait::disarm()
{
    m_isArmed = false;
    m_retries = 0;
    look();
}

void RetryWait::setTime(std::chrono::milliseconds time)
{
    m_end = m_clock.now() + time;
    look();
}

std::chrono::milliseconds RetryWait::left() const
{
    return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(m_end - m_clock.now()));
}

bool RetryWait::counts() const
{
    const bool isKnown = m_advice.kind == RetryAdvice::Kind::Budget ||
                         (m_advice.kind == RetryAdvice::Kind::Wait && m_advice.isTold);
    return isKnown || m_isArmed;
}

/// The request is sent from the end of this function, so that a handler may begin another wait.
void RetryWait::look()
{
    m_tick.stop();
    const std::chrono::milliseconds rest = left();
    if (counts() && rest > 0ms)
        m_tick.start(std::min<std::chrono::milliseconds>(rest, rest > 1h ? 1min : 1s));
    if (!m_isArmed || m_advice.kind == RetryAdvice::Kind::None || rest > 0ms) {
        Q_EMIT changed();
        return;
    }
    ++m_retries;
    m_advice = {};
    Q_EMIT changed();
    Q_EMIT due();
}

} // namespace Parlance
