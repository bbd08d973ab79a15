// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/throttle.h"

#include <algorithm>

namespace Parlance::Demo {

Throttle::Throttle(RateLimit limit, Clock clock)
    : m_limit(limit)
    , m_clock(std::move(clock))
{
}

bool Throttle::admit(const QHostAddress &client)
{
    const auto now = m_clock();
    forgetFullBuckets(now);
    auto bucket = m_buckets.find(client);
    if (bucket == m_buckets.end())
        bucket = m_buckets.insert(client, {.tokens = static_cast<double>(m_limit.burst), .filled = now});
    if (bucket->tokens < 1)
        return false;
    bucket->tokens -= 1;
    return true;
}

void Throttle::refill(Bucket &bucket, std::chrono::steady_clock::time_point now) const
{
    const std::chrono::duration<double> passed = now - std::exchange(bucket.filled, now);
    bucket.tokens =
        std::min(static_cast<double>(m_limit.burst), bucket.tokens + passed.count() * m_limit.perSecond);
}

void Throttle::forgetFullBuckets(std::chrono::steady_clock::time_point now)
{
    m_buckets.removeIf([&](QHash<QHostAddress, Bucket>::iterator bucket) {
        refill(*bucket, now);
        return bucket->tokens >= m_limit.burst;
    });
}

} // namespace Parlance::Demo
