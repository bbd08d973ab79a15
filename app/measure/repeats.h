// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/metrics.h"
#include "measure/plaintable.h"
#include "measure/statistics.h"

namespace Parlance {

/// What one lane answered when it was asked the same thing again and again.
struct Repeats
{
    QString name;
    QString gateway;
    QList<Metrics> replies; ///< in the order they ended

    bool operator==(const Repeats &) const = default;

    [[nodiscard]] qsizetype successes() const;
    /// The values of the figure in the complete replies that know it, in the order they ended.
    [[nodiscard]] QList<double> samples(Metric figure) const;
    /// A reply tells it, see Metrics::tells().
    [[nodiscard]] bool tells(Metric figure) const;
    [[nodiscard]] bool isEstimated(Metric figure) const;
};

/// The figures that any of the replies knows and that vary: all but what is left of the credits.
[[nodiscard]] QList<Metric> repeatedFigures(const QList<Repeats> &lanes);

/// For a program: a row for each lane and figure, with how many replies there were and how many of them knew
/// the figure.
[[nodiscard]] PlainTable summaryTable(const QList<Repeats> &lanes);

} // namespace Parlance
