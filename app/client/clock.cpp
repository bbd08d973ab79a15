// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clock.h"

#include <ctime>

namespace Parlance {

Clock::TimePoint Clock::now() const
{
    timespec time{};
    if (clock_gettime(CLOCK_BOOTTIME, &time) != 0)
        return std::chrono::steady_clock::now();
    return TimePoint(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}

QDateTime Clock::utc() const
{
    return QDateTime::currentDateTimeUtc();
}

} // namespace Parlance
