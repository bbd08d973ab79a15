// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ratelimits.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// A timer stands still while the computer sleeps, but the clock runs on.
constexpr std::chrono::milliseconds Look = 5s;

} // namespace

RateLimits::RateLimits(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &RateLimits::advance);
    connect(&clock, &Clock::moved, this, &RateLimits::advance);
}

void RateLimits::enter(const RateLimit &limit, QObject *request, const Callbacks &callbacks)
{
    if (limit.group.isEmpty())
        return callbacks.go();
    Queue &queue = m_queues[limit.group];
    queue.pacer.setLimit(limit.requestsPerMinute);
    queue.waiting.push_back({.request = request, .callbacks = callbacks});
    connect(request, &QObject::destroyed, this, [this, request] { leave(request); });
    startNext(queue);
    if (isWaiting(request))
        m_wake.start(0ms);
    Q_EMIT used();
}

void RateLimits::leave(const QObject *request)
{
    for (auto &[group, queue] : m_queues) {
        if (std::erase_if(queue.waiting, [request](const Waiting &one) { return one.request == request; }))
            m_wake.start(0ms);
    }
    Q_EMIT used();
}

void RateLimits::hold(const RateLimit &limit, std::chrono::milliseconds time)
{
    m_queues[limit.group].pacer.holdUntil(m_clock.now() + time);
    m_wake.start(0ms);
}

void RateLimits::note(const RateLimit &limit, const Usage &usage)
{
    m_queues[limit.group].meter.add(usage, m_clock.utc());
    Q_EMIT used();
}

KeyUse RateLimits::use(const RateLimit &limit) const
{
    const auto found = m_queues.find(limit.group);
    if (found == m_queues.end())
        return {.requestsPerMinute = limit.requestsPerMinute};
    const Queue &queue = found->second;
    const auto waiting = static_cast<qint64>(queue.waiting.size());
    return {.requestsPerMinute = limit.requestsPerMinute,
        .requestsInMinute = queue.pacer.sentInMinute(m_clock.now()),
        .requests = queue.sent,
        .waiting = waiting,
        .lastGoesIn = timeFor(limit, 0),
        .tokensToday = queue.meter.tokensToday(m_clock.utc()),
        .creditsLeft = queue.meter.creditsLeft()};
}

/// Those that wait go first.
std::chrono::milliseconds RateLimits::timeFor(const RateLimit &limit, qint64 count) const
{
    const auto found = m_queues.find(limit.group);
    Pacer ahead = found == m_queues.end() ? Pacer() : found->second.pacer;
    ahead.setLimit(limit.requestsPerMinute);
    const qint64 waiting = found == m_queues.end() ? 0 : static_cast<qint64>(found->second.waiting.size());
    const auto now = m_clock.now();
    auto time = now;
    for (qint64 i = 0; i < waiting + count; ++i) {
        time += ahead.wait(time);
        ahead.note(time);
    }
    return std::chrono::ceil<std::chrono::milliseconds>(time - now);
}

void RateLimits::advance()
{
    m_wake.stop();
    for (auto &[group, queue] : m_queues)
        startNext(queue);
    tell();
    Q_EMIT used();
    if (!m_wake.isActive()) // otherwise a handler made a request leave, and `tell()` informs the others
        wakeNext();
}

void RateLimits::startNext(Queue &queue)
{
    while (!queue.waiting.empty() && queue.pacer.wait(m_clock.now()) <= Pacer::Clock::duration::zero()) {
        const Callbacks callbacks = queue.waiting.front().callbacks;
        queue.waiting.pop_front();
        queue.pacer.note(m_clock.now());
        ++queue.sent;
        callbacks.go();
    }
}

/// A callback may make its own or other requests leave.
void RateLimits::tell()
{
    const auto now = m_clock.now();
    std::vector<std::pair<Waiting, std::chrono::milliseconds>> times;
    for (const auto &[group, queue] : m_queues) {
        Pacer ahead = queue.pacer;
        auto time = now;
        for (const Waiting &one : queue.waiting) {
            time += ahead.wait(time);
            ahead.note(time);
            times.emplace_back(one, std::chrono::ceil<std::chrono::milliseconds>(time - now));
        }
    }
    for (const auto &[one, time] : times) {
        if (isWaiting(one.request))
            one.callbacks.wait(time);
    }
}

void RateLimits::wakeNext()
{
    const auto now = m_clock.now();
    std::optional<Pacer::Clock::duration> next;
    for (auto &[group, queue] : m_queues) {
        if (!queue.waiting.empty())
            next = std::min(next.value_or(Pacer::Clock::duration::max()), queue.pacer.wait(now));
    }
    if (next)
        m_wake.start(std::min(Look, std::chrono::ceil<std::chrono::milliseconds>(*next)));
}

bool RateLimits::isWaiting(const QObject *request) const
{
    return std::ranges::any_of(m_queues, [request](const auto &entry) {
        return std::ranges::contains(entry.second.waiting, request, &Waiting::request);
    });
}

} // namespace Parlance
