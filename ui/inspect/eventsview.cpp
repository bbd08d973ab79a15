// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/eventsview.h"

#include "ui/inspect/bodyview.h"
#include "ui/inspect/eventsmodel.h"
#include "ui/inspect/inspectedcall.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int RowHeight = 24;

} // namespace

EventsView::EventsView(QWidget *parent)
    : QWidget(parent)
    , m_model(new EventsModel(this))
    , m_table(new QTableView)
    , m_bytes(new BodyView(tr("The event")))
{
    build();
    auto *splitter = new QSplitter;
    splitter->addWidget(m_table);
    splitter->addWidget(m_bytes);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({3000, 2000});
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

void EventsView::build()
{
    m_table->setObjectName(u"inspectorEvents"_s);
    m_table->setAccessibleName(tr("Events"));
    m_table->setModel(m_model);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(RowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int character = fontMetrics().averageCharWidth();
    const std::pair<EventsModel::Column, int> widths[] = {{EventsModel::Number, 8}, {EventsModel::Time, 11},
        {EventsModel::Gap, 11}, {EventsModel::Size, 9}, {EventsModel::Offset, 11}, {EventsModel::ReadAs, 26}};
    for (const auto &[column, characters] : widths)
        m_table->setColumnWidth(column, characters * character);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EventsView::showCurrent);
    connect(m_table, &QTableView::doubleClicked, this,
        [this](const QModelIndex &index) { Q_EMIT lettersRequested(index.row()); });
}

void EventsView::setCall(InspectedCall *call)
{
    m_call = call;
    m_model->setCall(call);
    showCurrent();
}

qsizetype EventsView::currentEvent() const
{
    return m_table->currentIndex().row();
}

void EventsView::goTo(qsizetype event)
{
    const QModelIndex index = m_model->index(static_cast<int>(event), 0);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void EventsView::showRange(qsizetype event, const TextRange &range)
{
    goTo(event);
    m_bytes->showRange(range);
}

bool EventsView::showPath(qsizetype event, const QString &path)
{
    goTo(event);
    return m_bytes->showPath(path);
}

void EventsView::showCurrent()
{
    const qsizetype current = currentEvent();
    if (!m_call || current < 0)
        return m_bytes->setBytes({}, {});
    const QByteArray bytes = m_call->bytesOf(m_call->events().at(current));
    m_bytes->setBytes(bytes, InspectedCall::dataIn(bytes));
}

} // namespace Parlance
