// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/scoreboard.h"

#include <QAbstractTableModel>

namespace Parlance {

/// A scoreboard as a table: one row per lane, one column per known metric.
class ScoreboardModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        SortRole = Qt::UserRole, ///< a number or a text; invalid if unknown or not comparable
        PartRole,                ///< the length of the bar, from 0 to 1; invalid for none
        BestRole,                ///< true for the best value of its column
        QuietRole                ///< true in the row of a reply that is not comparable with the others
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setBoard(const Scoreboard &board);
    [[nodiscard]] const Scoreboard &board() const { return m_board; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// The metric of a column between the names and the finish reason. Request ids, if any, are in the last
    /// column.
    [[nodiscard]] std::optional<Metric> metricOf(int column) const;
    [[nodiscard]] bool isRequestId(int column) const;
    [[nodiscard]] QString textOf(const Scoreboard::Row &row, int column) const;
    [[nodiscard]] QVariant metricData(int row, Metric metric, int role) const;

    Scoreboard m_board;
    QList<Metric> m_metrics;
    bool m_hasIds = false;
};

} // namespace Parlance
