// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/repeats.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString written(double value)
{
    return QString::number(value, 'g', 6);
}

QString mean(const QList<double> &samples)
{
    if (samples.isEmpty())
        return {};
    return written(
        std::accumulate(samples.cbegin(), samples.cend(), 0.0) / static_cast<double>(samples.size()));
}

QStringList summaryCells(const Repeats &lane, Metric metric)
{
    const QList<double> samples = lane.samples(metric);
    const std::optional<Summary> summary = Summary::of(samples);
    QStringList cells{lane.name, lane.gateway, metricId(metric), QString::number(lane.replies.size()),
        QString::number(lane.successes()), QString::number(samples.size())};
    if (summary)
        cells << written(summary->median) << written(summary->p95) << written(summary->spread())
              << written(summary->minimum) << written(summary->maximum);
    else
        cells << QStringList(5);
    const auto replies = static_cast<double>(lane.replies.size());
    return cells << (replies > 0 ? written(static_cast<double>(samples.size()) / replies) : QString())
                 << (lane.isEstimated(metric) ? u"yes"_s : u"no"_s) << mean(samples);
}

} // namespace

qsizetype Repeats::successes() const
{
    return std::ranges::count_if(replies, &Metrics::isComparable);
}

QList<double> Repeats::samples(Metric metric) const
{
    QList<double> values;
    for (const Metrics &reply : replies) {
        if (const auto value = reply.value(metric); value && reply.isComparable())
            values.append(value->value);
    }
    return values;
}

bool Repeats::isEstimated(Metric metric) const
{
    return std::ranges::any_of(replies, [metric](const Metrics &reply) {
        return reply.isComparable() && reply.value(metric).value_or(Measurement{}).estimated;
    });
}

bool Repeats::tells(Metric metric) const
{
    return std::ranges::any_of(
        replies, [metric](const Metrics &reply) { return reply.isComparable() && reply.tells(metric); });
}

Repeats::Judged Repeats::judged() const
{
    const QList<double> fits = samples(Metric::FitsSchema);
    return {.count = fits.size(), .fitting = std::ranges::count(fits, 1.0)};
}

double Repeats::Judged::share() const
{
    return count > 0 ? static_cast<double>(fitting) / static_cast<double>(count) : 0;
}

Metrics joined(const Metrics &paused, const Metrics &rest)
{
    Metrics whole = rest;
    for (const Metric metric :
        {Metric::Total, Metric::InputTokens, Metric::OutputTokens, Metric::CachedTokens,
            Metric::ReasoningTokens, Metric::CreditsUsed, Metric::Cost, Metric::Characters}) {
        const auto before = paused.value(metric);
        const auto after = rest.value(metric);
        if (before)
            whole.values.insert(metric, {.value = before->value + after.value_or(Measurement()).value,
                                            .estimated = before->estimated || (after && after->estimated)});
        const bool isPrice = metric == Metric::Cost || metric == Metric::CreditsUsed;
        if (isPrice && !(before && after)) // a part of it says nothing
            whole.values.remove(metric);
    }
    for (const Metric metric : {Metric::Sent, Metric::Headers, Metric::FirstToken, Metric::FirstText}) {
        const auto before = paused.value(metric);
        const auto after = rest.value(metric);
        if (before)
            whole.values.insert(metric, *before);
        else if (after)
            whole.values.insert(
                metric, {.value = after->value + paused.value(Metric::Total).value_or(Measurement()).value});
    }
    whole.empty = paused.empty && rest.empty;
    return whole;
}

QList<Metric> repeatedMetrics(const QList<Repeats> &lanes)
{
    QList<Metric> known;
    std::ranges::copy_if(allMetrics(), std::back_inserter(known), [&lanes](Metric metric) {
        return metric != Metric::CreditsLeft &&
               std::ranges::any_of(lanes, [metric](const Repeats &lane) { return lane.tells(metric); });
    });
    return known;
}

PlainTable summaryTable(const QList<Repeats> &lanes)
{
    PlainTable table{.header = {u"model"_s, u"gateway"_s, u"figure"_s, u"replies"_s, u"complete"_s,
                         u"known"_s, u"median"_s, u"p95"_s, u"iqr"_s, u"minimum"_s, u"maximum"_s,
                         u"success_rate"_s, u"estimated"_s, u"mean"_s},
        .rows = {},
        .textColumns = 3};
    const QList<Metric> known = repeatedMetrics(lanes);
    for (const Repeats &lane : lanes) {
        for (const Metric metric : known)
            table.rows << summaryCells(lane, metric);
    }
    return table;
}

} // namespace Parlance
