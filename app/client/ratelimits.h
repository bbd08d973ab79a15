// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/clock.h"
#include "client/keymeter.h"
#include "client/pacer.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <deque>
#include <functional>
#include <map>

namespace Parlance {

/// A gateway's limit of requests per minute for one key.
struct RateLimit
{
    QString group; ///< equal for all requests that share the limit; empty for no limit
    std::optional<qint64> requestsPerMinute = {}; ///< empty if the gateway documents none
};

/// What this window has sent with a key since it started, and what waits.
struct KeyUse
{
    std::optional<qint64> requestsPerMinute = {}; ///< the limit; empty if unknown
    qint64 requestsInMinute = 0;                  ///< sent in the last minute
    qint64 requests = 0;                          ///< sent in all
    qint64 waiting = 0;                           ///< not sent yet
    std::chrono::milliseconds lastGoesIn{0};      ///< until the last waiting one is sent
    qint64 tokensToday = 0;                       ///< see `KeyMeter`
    std::optional<double> creditsLeft = {};
};

/// Applies the gateways' rate limits to the requests of all lanes. A request that may not go yet waits in the
/// queue of its group, first come, first served. Groups do not wait for each other.
class RateLimits : public QObject
{
    Q_OBJECT

public:
    /// The callbacks of a request.
    struct Callbacks
    {
        std::function<void()> go;                                 ///< send the request now
        std::function<void(std::chrono::milliseconds time)> wait; ///< the request must wait for this time
    };

    /// `clock` must outlive this object.
    explicit RateLimits(const Clock &clock, QObject *parent = nullptr);

    /// Calls `go` once: from inside this call if the request may go now, or else as soon as it may. While the
    /// request waits, calls `wait` from the event loop, and again whenever the time changes. Calls nothing
    /// after `leave()` or the deletion of `request`.
    void enter(const RateLimit &limit, QObject *request, const Callbacks &callbacks);
    /// Removes the request from its queue. Those behind it move up.
    void leave(const QObject *request);
    /// Holds all requests of this group for `time`, as the gateway asked.
    void hold(const RateLimit &limit, std::chrono::milliseconds time);
    /// Notes what an answer to a request of this group consumed.
    void note(const RateLimit &limit, const Usage &usage);
    /// What was used of this limit. A limit that nothing was sent for is unused.
    [[nodiscard]] KeyUse use(const RateLimit &limit) const;
    /// The time until the last of `count` further requests would go.
    [[nodiscard]] std::chrono::milliseconds timeFor(const RateLimit &limit, qint64 count) const;
    /// Starts all requests that may go now. A timer calls this when a wait ends.
    void advance();

Q_SIGNALS:
    /// A request was sent, queued or removed, or an answer was noted.
    void used();

private:
    struct Waiting
    {
        const QObject *request;
        Callbacks callbacks;
    };
    struct Queue
    {
        Pacer pacer;
        std::deque<Waiting> waiting;
        qint64 sent = 0;
        KeyMeter meter;
    };

    void startNext(Queue &queue);
    void tell();
    void wakeNext();
    [[nodiscard]] bool isWaiting(const QObject *request) const;

    const Clock &m_clock;
    std::map<QString, Queue> m_queues; ///< by group
    QTimer m_wake;
};

} // namespace Parlance
