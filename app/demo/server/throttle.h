// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>
#include <chrono>
#include <functional>

namespace Parlance::Demo {

/// A limit on a client's requests: `burst` at once, and `perSecond` on average.
struct RateLimit
{
    int burst = 60;
    double perSecond = 4;
};

using Clock = std::function<std::chrono::steady_clock::time_point()>;

/// A token bucket for each client address.
class Throttle
{
public:
    Throttle(RateLimit limit, Clock clock);

    /// Takes one request from the client's bucket; false if the bucket is empty.
    [[nodiscard]] bool admit(const QHostAddress &client);

private:
    struct Bucket
    {
        double tokens = 0;
        std::chrono::steady_clock::time_point filled;
    };

    void refill(Bucket &bucket, std::chrono::steady_clock::time_point now) const;
    void forgetFullBuckets(std::chrono::steady_clock::time_point now);

    RateLimit m_limit;
    Clock m_clock;
    QHash<QHostAddress, Bucket> m_buckets; ///< only those that are not full
};

} // namespace Parlance::Demo
