// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/statistics.h"

#include <algorithm>
#include <cmath>

namespace Parlance {

namespace {

/// The quantile of sorted values.
double quantile(const QList<double> &values, double part)
{
    const double place = part * static_cast<double>(values.size() - 1);
    const auto below = static_cast<qsizetype>(std::floor(place));
    const qsizetype above = std::min(below + 1, values.size() - 1);
    return std::lerp(values.at(below), values.at(above), place - static_cast<double>(below));
}

} // namespace

std::optional<Summary> Summary::of(QList<double> values)
{
    if (values.isEmpty())
        return std::nullopt;
    std::ranges::sort(values);
    return Summary{.count = values.size(),
        .minimum = values.first(),
        .lowerQuartile = quantile(values, 0.25),
        .median = quantile(values, 0.5),
        .upperQuartile = quantile(values, 0.75),
        .p95 = quantile(values, 0.95),
        .p99 = quantile(values, 0.99),
        .maximum = values.last()};
}

double tickStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least)
            return factor * power;
    }
    return 10 * power;
}

QDebug operator<<(QDebug debug, const Summary &summary)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Summary(" << summary.count << ": " << summary.minimum << ' '
                           << summary.lowerQuartile << ' ' << summary.median << ' ' << summary.upperQuartile
                           << ' ' << summary.p95 << ' ' << summary.p99 << ' ' << summary.maximum << ')';
}

} // namespace Parlance
