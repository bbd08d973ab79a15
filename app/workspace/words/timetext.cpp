// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace Parlance {

namespace {

struct TimeText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::TimeText)
};

constexpr double OneSecond = 0.9995; ///< what rounds to 1000 ms

} // namespace

QString timeText(double seconds, int decimals)
{
    if (seconds >= OneSecond)
        return TimeText::tr("%1 s", "seconds").arg(QLocale().toString(seconds, 'f', decimals));
    const double milliseconds = seconds * 1000;
    const int shown = milliseconds == 0 || milliseconds >= 100 ? 0 : milliseconds >= 10 ? 1 : 2;
    return TimeText::tr("%1 ms", "milliseconds").arg(QLocale().toString(milliseconds, 'f', shown));
}

} // namespace Parlance
