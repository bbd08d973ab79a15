// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/metrics.h"
#include "measure/plaintable.h"
#include "measure/statistics.h"

namespace Parlance {

/// The replies of one lane to a repeated prompt.
struct Repeats
{
    QString name;
    QString gateway;
    QList<Metrics> replies; ///< in the order in which they ended
    bool bySchema = false;  ///< the answers are asked for by a schema

    bool operator==(const Repeats &) const = default;

    [[nodiscard]] qsizetype successes() const;
    /// The values of the metric in the complete replies that have it, in the order in which the replies
    /// ended.
    [[nodiscard]] QList<double> samples(Metric metric) const;
    /// True if any reply tells the metric, see Metrics::tells().
    [[nodiscard]] bool tells(Metric metric) const;
    [[nodiscard]] bool isEstimated(Metric metric) const;
    /// Of the complete answers that were asked for by a schema: how many there are, and how many fit it.
    struct Judged
    {
        qsizetype count = 0;
        qsizetype fitting = 0;

        /// From 0 to 1; 0 of none.
        [[nodiscard]] double share() const;
    };
    [[nodiscard]] Judged judged() const;
};

/// The metrics of a reply that the server paused, and of what followed: what is counted is added up, times
/// count from the first request. Speed, and whether the answer fits a schema, are those of what followed.
[[nodiscard]] Metrics joined(const Metrics &paused, const Metrics &rest);

/// The metrics that any reply has and that vary between replies: all except the credits left.
[[nodiscard]] QList<Metric> repeatedMetrics(const QList<Repeats> &lanes);

/// A table for programs: a row for each lane and metric, with the number of replies, how many of them have
/// the metric, and the mean, which for `fits_schema` is the share of answers that fit.
[[nodiscard]] PlainTable summaryTable(const QList<Repeats> &lanes);

} // namespace Parlance
