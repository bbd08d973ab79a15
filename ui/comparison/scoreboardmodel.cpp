// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/scoreboardmodel.h"

#include "view/base/tooltip.h"
#include "workspace/words/metrictext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int NameColumn = 0;
constexpr int FirstMetric = 1;

} // namespace

void ScoreboardModel::setBoard(const Scoreboard &board)
{
    beginResetModel();
    m_board = board;
    m_metrics = board.knownMetrics();
    m_hasIds = std::ranges::any_of(
        board.rows(), [](const Scoreboard::Row &row) { return !row.metrics.requestId.isEmpty(); });
    endResetModel();
}

int ScoreboardModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_board.rows().size());
}

int ScoreboardModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstMetric + static_cast<int>(m_metrics.size()) + (m_hasIds ? 2 : 1);
}

std::optional<Metric> ScoreboardModel::metricOf(int column) const
{
    const int place = column - FirstMetric;
    return place >= 0 && place < m_metrics.size() ? std::optional(m_metrics.at(place)) : std::nullopt;
}

bool ScoreboardModel::isRequestId(int column) const
{
    return m_hasIds && column == columnCount() - 1;
}

QString ScoreboardModel::textOf(const Scoreboard::Row &row, int column) const
{
    if (column == NameColumn)
        return row.name;
    if (isRequestId(column))
        return row.metrics.requestId;
    const QString finish = MetricText::finish(row.metrics);
    return row.otherPrompt ? tr("%1, to another prompt").arg(finish) : finish;
}

QVariant ScoreboardModel::metricData(int row, Metric metric, int role) const
{
    const auto value = m_board.rows().at(row).metrics.value(metric);
    if (role == BestRole)
        return m_board.isBest(row, metric);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (!value)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return MetricText::value(metric, *value, m_board.currency());
    case Qt::ToolTipRole:
        return MetricText::explanation(metric);
    case Qt::AccessibleTextRole: {
        const QString text = MetricText::value(metric, *value, m_board.currency());
        return m_board.isBest(row, metric) ? tr("%1, the best").arg(text) : text;
    }
    case SortRole:
        return m_board.takesPart(row) ? value->value : QVariant();
    case PartRole:
        return m_board.largest(metric) > 0 ? qMin(1.0, value->value / m_board.largest(metric)) : 0.0;
    default:
        return {};
    }
}

QVariant ScoreboardModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == QuietRole)
        return !m_board.takesPart(index.row());
    if (const auto metric = metricOf(index.column()))
        return metricData(index.row(), *metric, role);
    const Scoreboard::Row &row = m_board.rows().at(index.row());
    if (role == Qt::DisplayRole || role == SortRole)
        return textOf(row, index.column());
    if (role == Qt::ToolTipRole && index.column() == NameColumn)
        return plainToolTip(row.metrics.model.isEmpty()
                                ? row.gateway
                                : tr("%1, answered by %2").arg(row.gateway, row.metrics.model));
    return {};
}

QVariant ScoreboardModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= columnCount())
        return {};
    const auto metric = metricOf(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant((metric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && metric)
        return MetricText::explanation(*metric);
    if (role != Qt::DisplayRole)
        return {};
    if (metric)
        return MetricText::title(*metric);
    return section == NameColumn ? tr("Lane") : isRequestId(section) ? tr("Request ID") : tr("Finish");
}

} // namespace Parlance
