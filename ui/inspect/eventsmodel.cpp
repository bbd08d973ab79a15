// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/eventsmodel.h"

#include "ui/inspect/inspectedcall.h"
#include "ui/inspect/inspectwords.h"
#include "view/base/theme.h"
#include "view/base/tooltip.h"
#include "wire/utf8text.h"

#include <QLocale>

namespace Parlance {

namespace {

constexpr qint64 MostData = 300; ///< bytes or characters of an event in its row

/// An error stands out; what brought no text is in the background.
QVariant colorOf(const TracedEvent &event)
{
    if (event.signs.testFlag(TracedEvent::Error))
        return Theme::current().error;
    return event.letters > 0 ? QVariant() : QVariant(Theme::current().secondaryText);
}

} // namespace

void EventsModel::setCall(InspectedCall *call)
{
    beginResetModel();
    if (m_call)
        m_call->disconnect(this);
    m_call = call;
    m_rows = call ? static_cast<int>(call->events().size()) : 0;
    if (call)
        connect(call, &InspectedCall::grew, this, &EventsModel::addRows);
    endResetModel();
}

void EventsModel::addRows()
{
    const auto rows = static_cast<int>(m_call->events().size());
    if (rows == m_rows)
        return;
    beginInsertRows({}, m_rows, rows - 1);
    m_rows = rows;
    endInsertRows();
}

int EventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_call ? 0 : m_rows;
}

int EventsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventsModel::data(const QModelIndex &index, int role) const
{
    const auto column = static_cast<Column>(index.column());
    if (!m_call)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(index.row(), column);
    case Qt::ToolTipRole:
        return column >= ReadAs ? plainToolTip(textOf(index.row(), column)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant((column < ReadAs ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return column >= ReadAs ? colorOf(m_call->events().at(index.row()))
                                : QVariant(Theme::current().secondaryText);
    default:
        return {};
    }
}

QString EventsModel::textOf(int row, Column column) const
{
    const TracedEvent &event = m_call->events().at(row);
    switch (column) {
    case Number:
        return QLocale().toString(row + 1);
    case Time:
        return eventTimeText(event.at);
    case Gap:
        return row > 0 ? eventTimeText(event.at - m_call->events().at(row - 1).at) : QString();
    case Size:
        return QLocale().toString(event.size);
    case Offset:
        return QLocale().toString(event.offset);
    case ReadAs:
        return readAs(*m_call, event);
    case Data:
        if (const QString letters = m_call->lettersOf(row, MostData); !letters.isEmpty())
            return u'“' + QString(letters).replace(u'\n', u'⏎') + u'”';
        return textFromUtf8(InspectedCall::dataIn(m_call->beginningOf(event, MostData))).simplified();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section < ReadAs ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Gap)
        return tr("Time since the event before");
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Number:
        return tr("Event");
    case Time:
        return tr("Time");
    case Gap:
        return tr("Gap");
    case Size:
        return tr("Bytes");
    case Offset:
        return tr("Offset");
    case ReadAs:
        return tr("Read as");
    case Data:
        return tr("Data");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace Parlance
