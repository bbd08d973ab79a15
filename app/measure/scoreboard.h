// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/metrics.h"
#include "measure/plaintable.h"

#include <QSet>

namespace Parlance {

/// The figures of several replies, side by side.
class Scoreboard
{
public:
    struct Row
    {
        QString name; ///< what was asked: the model, or the gateway that chooses it
        QString gateway;
        Metrics metrics;
        bool otherPrompt = false; ///< it answers another question than the others

        bool operator==(const Row &) const = default;
    };

    Scoreboard() = default;
    explicit Scoreboard(QList<Row> rows, QString currency = {});

    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] const QString &currency() const { return m_currency; }
    /// The figures that at least one row knows, in the order they are shown.
    [[nodiscard]] QList<Metric> figures() const;
    /// True for the best of several known values of complete replies, and for all that share it as far as it
    /// is shown or, of a time, as it is exact (5 ms); false for all where they are equal, or where some are
    /// told and some estimated. A reply to another prompt does not take part, nor one that ran into its limit
    /// beside one that did not.
    [[nodiscard]] bool isBest(qsizetype row, Metric figure) const;
    /// False for a reply that is no match for the others: it failed, was cut short, or answers another
    /// prompt.
    [[nodiscard]] bool takesPart(qsizetype row) const { return takesPart(m_rows.at(row)); }
    /// The largest value of the figure among those that take part, what a bar is drawn against; 0 if none is
    /// known.
    [[nodiscard]] double largest(Metric figure) const;

    /// For a program: numbers as C writes them, an unknown one empty, and the names of the figures that are
    /// estimated.
    [[nodiscard]] PlainTable toTable() const;

private:
    [[nodiscard]] bool takesPart(const Row &row) const;
    [[nodiscard]] std::optional<double> best(Metric figure) const;

    QList<Row> m_rows;
    QString m_currency;
};

} // namespace Parlance
