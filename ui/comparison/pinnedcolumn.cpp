// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/pinnedcolumn.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace Parlance {

PinnedColumn::PinnedColumn(QTableView *table)
    : QTableView(table)
    , m_table(table)
{
    setObjectName(u"pinnedColumn"_s);
    setModel(table->model());
    setSelectionModel(table->selectionModel());
    setItemDelegate(table->itemDelegate());
    buildLook();
    followOrder();
    hideOthers();
    hide();
    table->installEventFilter(this);
    connect(model(), &QAbstractItemModel::modelReset, this, &PinnedColumn::hideOthers);
    connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, &PinnedColumn::place);
    connect(table->horizontalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        place();
        setVisible(value > 0);
    });
    connect(
        table->verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(), &QScrollBar::setValue);
    connect(
        verticalScrollBar(), &QScrollBar::valueChanged, table->verticalScrollBar(), &QScrollBar::setValue);
}

void PinnedColumn::buildLook()
{
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(m_table->selectionBehavior());
    setVerticalScrollMode(m_table->verticalScrollMode());
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(m_table->verticalHeader()->defaultSectionSize());
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
}

void PinnedColumn::followOrder()
{
    QHeaderView *theirs = m_table->horizontalHeader();
    QHeaderView *ours = horizontalHeader();
    ours->setSectionsClickable(true);
    ours->setSortIndicatorShown(true);
    ours->setSortIndicatorClearable(theirs->isSortIndicatorClearable());
    ours->setSortIndicator(theirs->sortIndicatorSection(), theirs->sortIndicatorOrder());
    connect(theirs, &QHeaderView::sortIndicatorChanged, ours, &QHeaderView::setSortIndicator);
    connect(ours, &QHeaderView::sortIndicatorChanged, theirs, &QHeaderView::setSortIndicator);
}

void PinnedColumn::hideOthers()
{
    for (int column = 0; column < model()->columnCount(); ++column)
        setColumnHidden(column, column > 0);
}

void PinnedColumn::place()
{
    setColumnWidth(0, m_table->columnWidth(0));
    horizontalHeader()->setFixedHeight(m_table->horizontalHeader()->height());
    setGeometry(m_table->frameWidth(), m_table->frameWidth(), m_table->columnWidth(0) + 1,
        m_table->horizontalHeader()->height() + m_table->viewport()->height());
}

bool PinnedColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        place();
    return QTableView::eventFilter(watched, event);
}

} // namespace Parlance
