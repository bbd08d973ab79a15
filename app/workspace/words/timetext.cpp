// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/timetext.h"

#include <QLocale>

using namespace std::chrono_literals;

namespace Parlance {

QString TimeText::measured(double seconds, int decimals)
{
    constexpr double oneSecond = 0.9995; // what rounds to 1000 ms
    if (seconds >= oneSecond)
        return tr("%1 s", "seconds").arg(QLocale().toString(seconds, 'f', decimals));
    const double milliseconds = seconds * 1000;
    const int shown = milliseconds == 0 || milliseconds >= 100 ? 0 : milliseconds >= 10 ? 1 : 2;
    return tr("%1 ms", "milliseconds").arg(QLocale().toString(milliseconds, 'f', shown));
}

QString TimeText::duration(std::chrono::milliseconds time)
{
    const qint64 seconds = std::max<qint64>(0, std::chrono::ceil<std::chrono::seconds>(time).count());
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    constexpr qint64 year = 365 * day;
    if (seconds <= 90)
        return tr("%1 s").arg(seconds);
    if (seconds < hour)
        return seconds % minute == 0 ? tr("%1 min").arg(seconds / minute)
                                     : tr("%1 min %2 s").arg(seconds / minute).arg(seconds % minute);
    if (seconds < 2 * day)
        return tr("%1 h %2 min").arg(seconds / hour).arg(seconds % hour / minute);
    return seconds < 2 * year ? tr("%n days", nullptr, static_cast<int>(seconds / day))
                              : tr("%n years", nullptr, static_cast<int>(seconds / year));
}

QString TimeText::silence(const Silence &silence)
{
    const QString time = duration(std::chrono::floor<std::chrono::seconds>(silence.time));
    return silence.isAlive ? tr("No answer for %1, but the connection is alive").arg(time)
                           : tr("Nothing has come for %1").arg(time);
}

} // namespace Parlance
