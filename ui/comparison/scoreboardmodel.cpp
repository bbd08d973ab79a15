// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/scoreboardmodel.h"

#include "view/base/tooltip.h"
#include "workspace/words/metrictext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int NameColumn = 0;
constexpr int FirstFigure = 1;

} // namespace

void ScoreboardModel::setBoard(const Scoreboard &board)
{
    beginResetModel();
    m_board = board;
    m_figures = board.figures();
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
    return parent.isValid() ? 0 : FirstFigure + static_cast<int>(m_figures.size()) + (m_hasIds ? 2 : 1);
}

std::optional<Metric> ScoreboardModel::figureOf(int column) const
{
    const int place = column - FirstFigure;
    return place >= 0 && place < m_figures.size() ? std::optional(m_figures.at(place)) : std::nullopt;
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

QVariant ScoreboardModel::figureData(int row, Metric figure, int role) const
{
    const auto value = m_board.rows().at(row).metrics.value(figure);
    if (role == BestRole)
        return m_board.isBest(row, figure);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (!value)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return MetricText::value(figure, *value, m_board.currency());
    case Qt::ToolTipRole:
        return MetricText::explanation(figure);
    case Qt::AccessibleTextRole: {
        const QString text = MetricText::value(figure, *value, m_board.currency());
        return m_board.isBest(row, figure) ? tr("%1, the best").arg(text) : text;
    }
    case SortRole:
        return m_board.takesPart(row) ? value->value : QVariant();
    case PartRole:
        return m_board.largest(figure) > 0 ? qMin(1.0, value->value / m_board.largest(figure)) : 0.0;
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
    if (const auto figure = figureOf(index.column()))
        return figureData(index.row(), *figure, role);
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
    const auto figure = figureOf(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && figure)
        return MetricText::explanation(*figure);
    if (role != Qt::DisplayRole)
        return {};
    if (figure)
        return MetricText::title(*figure);
    return section == NameColumn ? tr("Lane") : isRequestId(section) ? tr("Request id") : tr("Finish");
}

} // namespace Parlance
