// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/modeltable.h"

#include "chat/visibletext.h"
#include "view/base/theme.h"
#include "view/base/tooltip.h"
#include "wire/json.h"

#include <QDateTime>
#include <QFont>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr double LatestTime = 253'402'300'799; ///< the last second of the year 9999

/// A text decoded, any other value as written.
QString written(const JsonValueView &value)
{
    return value.kind() == JsonValueView::Kind::String ? value.string() : QString::fromUtf8(value.text());
}

QString shown(const QString &text)
{
    return visibleLine(text.left(ModelTable::MostShown));
}

/// The day of a time in seconds since 1970; empty for what is none.
QString dayOf(const JsonValueView &value)
{
    bool isNumber = false;
    const double seconds = value.text().toByteArray().toDouble(&isNumber);
    if (!isNumber || seconds < 0 || seconds > LatestTime)
        return {};
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(seconds), QTimeZone::UTC)
        .date()
        .toString(Qt::ISODate);
}

QVariant sortValue(const JsonValueView &value)
{
    if (value.kind() == JsonValueView::Kind::Null)
        return {};
    if (value.kind() == JsonValueView::Kind::Number)
        return value.text().toByteArray().toDouble();
    return shown(written(value));
}

} // namespace

void ModelTable::setModels(const QList<ListedModel> &models)
{
    beginResetModel();
    m_models = models;
    m_members = {u"id"_s, u"owned_by"_s, u"created"_s};
    m_numbers.clear();
    m_cells.clear();
    for (const ListedModel &model : models)
        addRow(model);
    endResetModel();
}

/// The id may be in another member, which then has a column, too.
void ModelTable::addRow(const ListedModel &model)
{
    QList<Cell> cells(FirstOther);
    const auto document = JsonDocument::read(model.json);
    const QList<JsonValueView> members = document ? document->root().children() : QList<JsonValueView>();
    for (const JsonValueView &member : members) {
        const int column = columnOf(member.name());
        if (column < 0)
            continue;
        if (cells.size() <= column)
            cells.resize(column + 1);
        const QString day = column == Created ? dayOf(member) : QString();
        if (member.kind() == JsonValueView::Kind::Number && column != Created)
            m_numbers.insert(column);
        cells[column] = {.text = day.isEmpty() ? shown(written(member)) : day, .value = sortValue(member)};
    }
    cells[Id] = {.text = shown(model.id), .value = shown(model.id)};
    m_cells.append(cells);
}

/// -1 if there are too many.
int ModelTable::columnOf(const QString &member)
{
    const qsizetype known = m_members.indexOf(member);
    if (known >= 0)
        return static_cast<int>(known);
    if (m_members.size() == MostColumns)
        return -1;
    m_members.append(member);
    return static_cast<int>(m_members.size()) - 1;
}

void ModelTable::setOther(const std::optional<QSet<QString>> &other)
{
    m_other = other;
    if (!m_models.isEmpty())
        Q_EMIT dataChanged(index(0, Id), index(rowCount() - 1, Id));
}

bool ModelTable::isOnlyHere(int row) const
{
    return m_other && !m_other->contains(m_models.at(row).id);
}

PlainTable ModelTable::plainTable(const QList<int> &rows) const
{
    PlainTable table{.header = m_members, .rows = {}, .textColumns = m_members.size()};
    for (const int row : rows) {
        QStringList cells(m_members.size());
        const auto document = JsonDocument::read(m_models.at(row).json);
        const QList<JsonValueView> members = document ? document->root().children() : QList<JsonValueView>();
        for (const JsonValueView &member : members) {
            if (const qsizetype column = m_members.indexOf(member.name()); column >= 0)
                cells[column] = written(member);
        }
        cells[Id] = m_models.at(row).id;
        table.rows.append(cells);
    }
    return table;
}

QByteArray ModelTable::json(const QList<int> &rows) const
{
    QByteArrayList objects;
    for (const int row : rows)
        objects.append(m_models.at(row).json);
    return "[\n" + objects.join(",\n") + "\n]\n";
}

int ModelTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

int ModelTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_members.size());
}

QVariant ModelTable::data(const QModelIndex &index, int role) const
{
    const QList<Cell> &cells = m_cells.at(index.row());
    const Cell cell = cells.value(index.column());
    const bool isMarked = index.column() == Id && isOnlyHere(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return toolTip(index);
    case SortRole:
        return cell.value;
    case SearchRole: {
        QStringList texts;
        for (const Cell &each : cells)
            texts.append(each.text);
        return texts.join(u'\n');
    }
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case Qt::FontRole:
        if (QFont font; isMarked) {
            font.setBold(true);
            return font;
        }
        return {};
    case Qt::ForegroundRole:
        return isMarked ? QVariant(Theme::current().accent) : QVariant();
    default:
        return {};
    }
}

int ModelTable::alignment(int column) const
{
    return int((m_numbers.contains(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

QString ModelTable::toolTip(const QModelIndex &index) const
{
    const QString text = m_cells.at(index.row()).value(index.column()).text;
    const bool isMarked = index.column() == Id && isOnlyHere(index.row());
    return plainToolTip(isMarked ? tr("%1: not in the other list").arg(text) : text);
}

QVariant ModelTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= m_members.size())
        return {};
    if (role == Qt::ToolTipRole)
        return plainToolTip(m_members.at(section));
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Id:
        return tr("Model ID");
    case Owner:
        return tr("Owner");
    case Created:
        return tr("Created");
    default:
        return shown(m_members.at(section));
    }
}

} // namespace Parlance
