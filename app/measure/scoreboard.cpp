// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/scoreboard.h"

#include "chat/finishreason.h"
#include "chat/statename.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString written(const std::optional<Measurement> &value)
{
    return value ? QString::number(value->value, 'g', 10) : QString();
}

/// The accuracy of a time, in seconds: how far it may differ from the server's own.
constexpr double TimeResolution = 0.005;

/// True for two values that are equal as shown, whatever their further decimals, or for two times within the
/// resolution.
bool areEqual(Metric metric, double one, double other)
{
    if (isTime(metric) && std::abs(one - other) < TimeResolution)
        return true;
    const auto shown = [metric](double value) {
        return QString::number(value, 'f', decimalsOf(metric, value));
    };
    return shown(one) == shown(other);
}

/// True if the finish reason, in any dialect's spelling, is the token limit.
bool ranIntoLimit(const Metrics &metrics)
{
    return endingOf(metrics.finishReason) == Ending::Cut;
}

QString estimatesOf(const Metrics &metrics, const QList<Metric> &known)
{
    QStringList names;
    for (const Metric metric : known) {
        if (const auto value = metrics.value(metric); value && value->estimated)
            names << metricId(metric);
    }
    return names.join(u' ');
}

} // namespace

Scoreboard::Scoreboard(QList<Row> rows, QString currency)
    : m_rows(std::move(rows))
    , m_currency(std::move(currency))
{
}

QList<Metric> Scoreboard::knownMetrics() const
{
    QList<Metric> known;
    std::ranges::copy_if(allMetrics(), std::back_inserter(known), [this](Metric metric) {
        return std::ranges::any_of(m_rows, [metric](const Row &row) { return row.metrics.tells(metric); });
    });
    return known;
}

bool Scoreboard::takesPart(const Row &row) const
{
    const auto isWhole = [](const Row &other) {
        return other.metrics.isComparable() && !other.otherPrompt && !ranIntoLimit(other.metrics);
    };
    return row.metrics.isComparable() && !row.otherPrompt &&
           (!ranIntoLimit(row.metrics) || std::ranges::none_of(m_rows, isWhole));
}

std::optional<double> Scoreboard::best(Metric metric) const
{
    if (betterOf(metric) == Better::Neither)
        return std::nullopt;
    QList<double> values;
    qsizetype estimates = 0;
    for (const Row &row : m_rows) {
        if (const auto value = row.metrics.value(metric); value && takesPart(row)) {
            values.append(value->value);
            estimates += value->estimated ? 1 : 0;
        }
    }
    if (values.isEmpty() || (estimates > 0 && estimates < values.size()))
        return std::nullopt;
    const auto [lowest, highest] = std::ranges::minmax(values);
    if (areEqual(metric, lowest, highest))
        return std::nullopt; // only one value, or all are equal
    return betterOf(metric) == Better::Lower ? lowest : highest;
}

bool Scoreboard::isBest(qsizetype row, Metric metric) const
{
    const Metrics &metrics = m_rows.at(row).metrics;
    const auto value = metrics.value(metric);
    const auto most = best(metric);
    return value && most && takesPart(m_rows.at(row)) && areEqual(metric, value->value, *most);
}

double Scoreboard::largest(Metric metric) const
{
    double most = 0;
    const bool contest = std::ranges::any_of(m_rows, [this](const Row &row) { return takesPart(row); });
    for (const Row &row : m_rows) {
        if (takesPart(row) || !contest)
            most = std::max(most, row.metrics.value(metric).value_or(Measurement{}).value);
    }
    return most;
}

PlainTable Scoreboard::toTable() const
{
    const QList<Metric> known = knownMetrics();
    PlainTable table{
        .header = {u"model"_s, u"gateway"_s, u"answered_by"_s, u"state"_s}, .rows = {}, .textColumns = 4};
    for (const Metric metric : known)
        table.header << (metric == Metric::Cost ? u"cost_"_s + m_currency.toLower() : metricId(metric));
    table.header << u"finish_reason"_s << u"request_id"_s << u"estimated"_s;
    for (const Row &row : m_rows) {
        QStringList cells{row.name, row.gateway, row.metrics.model, stateName(row.metrics.state)};
        for (const Metric metric : known)
            cells << written(row.metrics.value(metric));
        cells << row.metrics.finishReason << row.metrics.requestId << estimatesOf(row.metrics, known);
        table.rows << cells;
    }
    return table;
}

} // namespace Parlance
