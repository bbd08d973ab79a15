// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/metrics.h"
#include "measure/plaintable.h"

#include <QSet>

namespace Parlance {

/// The metrics of several replies, side by side.
class Scoreboard
{
public:
    struct Row
    {
        QString name; ///< the model that was asked for, or the gateway if it chooses the model
        QString gateway;
        Metrics metrics;
        bool otherPrompt = false; ///< it answers another prompt than the others

        bool operator==(const Row &) const = default;
    };

    Scoreboard() = default;
    explicit Scoreboard(QList<Row> rows, QString currency = {});

    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] const QString &currency() const { return m_currency; }
    /// The metrics that at least one row has, in the order they are shown.
    [[nodiscard]] QList<Metric> knownMetrics() const;
    /// True for the best of several known values of complete replies, and for all that equal it as shown or,
    /// for a time, within its accuracy (5 ms). False for all if they are equal, or if some are measured and
    /// some estimated. A reply to another prompt does not take part, nor one that reached its token limit if
    /// another did not.
    [[nodiscard]] bool isBest(qsizetype row, Metric metric) const;
    /// False for a reply that is not comparable: it failed, was cut short, or answers another prompt.
    [[nodiscard]] bool takesPart(qsizetype row) const { return takesPart(m_rows.at(row)); }
    /// The largest value of the metric among comparable replies, or among all if none is comparable; it gives
    /// a full bar. 0 if none is known.
    [[nodiscard]] double largest(Metric metric) const;

    /// A table for programs: numbers in C notation, unknown values empty, and the names of estimated metrics.
    [[nodiscard]] PlainTable toTable() const;

private:
    [[nodiscard]] bool takesPart(const Row &row) const;
    [[nodiscard]] std::optional<double> best(Metric metric) const;

    QList<Row> m_rows;
    QString m_currency;
};

} // namespace Parlance
