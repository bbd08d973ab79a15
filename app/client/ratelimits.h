// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/pacer.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <deque>
#include <functional>
#include <map>

namespace Parlance {

/// How many requests a minute a gateway takes from one key.
struct RateLimit
{
    QString group; ///< the same for all requests that share the limit; empty if nothing limits them
    std::optional<qint64> requestsPerMinute = {}; ///< empty where the gateway documents none
};

/// Keeps the requests of all lanes to the limits of their gateways. A request that may not go yet waits in
/// the queue of its group: first come, first served. Groups do not wait for each other.
class RateLimits : public QObject
{
    Q_OBJECT

public:
    using Now = std::function<Pacer::Clock::time_point()>;

    /// What a request is told.
    struct Turn
    {
        std::function<void()> go;                                 ///< it goes now
        std::function<void(std::chrono::milliseconds time)> wait; ///< it goes in so long
    };

    explicit RateLimits(Now now = &Pacer::Clock::now, QObject *parent = nullptr);

    /// Calls `go` once: from inside this call if the request may go, or else as soon as it may. While it
    /// waits, `wait` is called from the event loop, and again whenever the time has changed. Nothing is
    /// called after `leave()` or the deletion of `request`.
    void enter(const RateLimit &limit, QObject *request, const Turn &turn);
    /// The request waits no more. Those behind it move up.
    void leave(const QObject *request);
    /// Nothing of this group goes for so long: the gateway has said so.
    void hold(const RateLimit &limit, std::chrono::milliseconds time);
    /// Lets go what may go by now. Happens by itself when the time has come.
    void advance();

private:
    struct Waiting
    {
        const QObject *request;
        Turn turn;
    };
    struct Queue
    {
        Pacer pacer;
        std::deque<Waiting> waiting;
    };

    void letGo(Queue &queue);
    void tell();
    void wakeNext();
    [[nodiscard]] bool isWaiting(const QObject *request) const;

    Now m_now;
    std::map<QString, Queue> m_queues; ///< by group
    QTimer m_wake;
};

} // namespace Parlance
