// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/scoreboard.h"

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
bool areEqual(Metric figure, double one, double other)
{
    if (isTime(figure) && std::abs(one - other) < TimeResolution)
        return true;
    const auto shown = [figure](double value) {
        return QString::number(value, 'f', decimalsOf(figure, value));
    };
    return shown(one) == shown(other);
}

/// True if the finish reason, in any dialect's spelling, is the token limit.
bool ranIntoLimit(const Metrics &metrics)
{
    return metrics.finishReason == "length"_L1 || metrics.finishReason == "max_tokens"_L1;
}

QString estimatesOf(const Metrics &metrics, const QList<Metric> &figures)
{
    QStringList names;
    for (const Metric figure : figures) {
        if (const auto value = metrics.value(figure); value && value->estimated)
            names << metricId(figure);
    }
    return names.join(u' ');
}

} // namespace

Scoreboard::Scoreboard(QList<Row> rows, QString currency)
    : m_rows(std::move(rows))
    , m_currency(std::move(currency))
{
}

QList<Metric> Scoreboard::figures() const
{
    QList<Metric> known;
    std::ranges::copy_if(allFigures(), std::back_inserter(known), [this](Metric figure) {
        return std::ranges::any_of(m_rows, [figure](const Row &row) { return row.metrics.tells(figure); });
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

std::optional<double> Scoreboard::best(Metric figure) const
{
    if (betterOf(figure) == Better::Neither)
        return std::nullopt;
    QList<double> values;
    qsizetype estimates = 0;
    for (const Row &row : m_rows) {
        if (const auto value = row.metrics.value(figure); value && takesPart(row)) {
            values.append(value->value);
            estimates += value->estimated ? 1 : 0;
        }
    }
    if (values.isEmpty() || (estimates > 0 && estimates < values.size()))
        return std::nullopt;
    const auto [lowest, highest] = std::ranges::minmax(values);
    if (areEqual(figure, lowest, highest))
        return std::nullopt; // only one value, or all are equal
    return betterOf(figure) == Better::Lower ? lowest : highest;
}

bool Scoreboard::isBest(qsizetype row, Metric figure) const
{
    const Metrics &metrics = m_rows.at(row).metrics;
    const auto value = metrics.value(figure);
    const auto most = best(figure);
    return value && most && takesPart(m_rows.at(row)) && areEqual(figure, value->value, *most);
}

double Scoreboard::largest(Metric figure) const
{
    double most = 0;
    const bool contest = std::ranges::any_of(m_rows, [this](const Row &row) { return takesPart(row); });
    for (const Row &row : m_rows) {
        if (takesPart(row) || !contest)
            most = std::max(most, row.metrics.value(figure).value_or(Measurement{}).value);
    }
    return most;
}

PlainTable Scoreboard::toTable() const
{
    const QList<Metric> known = figures();
    PlainTable table{
        .header = {u"model"_s, u"gateway"_s, u"answered_by"_s, u"state"_s}, .rows = {}, .textColumns = 4};
    for (const Metric figure : known)
        table.header << (figure == Metric::Cost ? u"cost_"_s + m_currency.toLower() : metricId(figure));
    table.header << u"finish_reason"_s << u"request_id"_s << u"estimated"_s;
    for (const Row &row : m_rows) {
        QStringList cells{row.name, row.gateway, row.metrics.model, stateName(row.metrics.state)};
        for (const Metric figure : known)
            cells << written(row.metrics.value(figure));
        cells << row.metrics.finishReason << row.metrics.requestId << estimatesOf(row.metrics, known);
        table.rows << cells;
    }
    return table;
}

} // namespace Parlance
