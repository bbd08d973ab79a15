// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/eventsview.h"

#include "ui/inspect/bodyview.h"
#include "ui/inspect/eventsmodel.h"
#include "ui/inspect/inspectedcall.h"
#include "ui/inspect/inspectwords.h"
#include "ui/inspect/notedpane.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int RowHeight = 24;
constexpr int LeastReadAs = 18; ///< in characters
constexpr int MostReadAs = 40;
constexpr int LeastData = 12;
constexpr int MeasuredRows = 100;

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
    m_pane = new NotedPane(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pane);
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
    m_table->viewport()->installEventFilter(this);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(RowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setResizeContentsPrecision(MeasuredRows);
    const int character = fontMetrics().averageCharWidth();
    const std::pair<EventsModel::Column, int> widths[] = {{EventsModel::Number, 7}, {EventsModel::Time, 11},
        {EventsModel::Gap, 11}, {EventsModel::Size, 7}, {EventsModel::Offset, 8},
        {EventsModel::ReadAs, LeastReadAs}};
    for (const auto &[column, characters] : widths)
        m_table->setColumnWidth(column, characters * character);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_onceShown = nullptr;
        showCurrent();
    });
    connect(m_table, &QTableView::doubleClicked, this,
        [this](const QModelIndex &index) { Q_EMIT lettersRequested(index.row()); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &EventsView::showFirst);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &EventsView::showFirst);
    connect(m_model, &QAbstractItemModel::modelReset, this, &EventsView::fitColumns);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &EventsView::growColumns);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &EventsView::openMenu);
}

/// Shows the first event until the user chooses one.
void EventsView::showFirst()
{
    if (currentEvent() < 0 && m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

bool EventsView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

/// What its words need, as far as the data keeps some room.
int EventsView::wantedWidth() const
{
    const int character = fontMetrics().averageCharWidth();
    const QAbstractItemView *table = m_table;
    const int room = m_table->viewport()->width() - m_table->columnViewportPosition(EventsModel::ReadAs) -
                     LeastData * character;
    const int most = std::max(LeastReadAs * character, std::min(MostReadAs * character, room));
    return std::clamp(table->sizeHintForColumn(EventsModel::ReadAs), LeastReadAs * character, most);
}

void EventsView::fitColumns()
{
    m_table->setColumnWidth(EventsModel::ReadAs, wantedWidth());
}

/// A column that shrinks while events arrive would be restless.
void EventsView::growColumns()
{
    m_table->setColumnWidth(
        EventsModel::ReadAs, std::max(wantedWidth(), m_table->columnWidth(EventsModel::ReadAs)));
}

void EventsView::showNote()
{
    m_pane->setNote(m_model->rowCount() > 0 ? QString() : nothingText(m_call));
}

void EventsView::openMenu(const QPoint &place)
{
    const int row = m_table->indexAt(place).row();
    if (row < 0)
        return;
    m_table->selectRow(row);
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *letters =
        menu->addAction(tr("Show its &characters"), this, [this, row] { Q_EMIT lettersRequested(row); });
    letters->setEnabled(m_call->events().at(row).letters > 0);
    menu->addAction(
        tr("&Copy the event"), this, [this] { QGuiApplication::clipboard()->setText(m_bytes->text()); });
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

void EventsView::setCall(InspectedCall *call)
{
    if (m_call)
        m_call->disconnect(this);
    m_call = call;
    if (call) {
        connect(call, &InspectedCall::grew, this, [this] {
            if (m_isAwaited)
                showCurrent();
        });
    }
    m_model->setCall(call);
    if (call)
        connect(call, &InspectedCall::grew, this, &EventsView::showNote); // after the model
    showNote();
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
    onceShown([this, range] { m_bytes->showRange(range); });
}

void EventsView::showPath(qsizetype event, const QString &path)
{
    goTo(event);
    onceShown([this, path] { std::ignore = m_bytes->showPath(path); });
}

/// Acts on the bytes of the current event, at once or when they are masked.
void EventsView::onceShown(const std::function<void()> &act)
{
    if (m_isAwaited)
        m_onceShown = act;
    else
        act();
}

void EventsView::showCurrent()
{
    const qsizetype current = currentEvent();
    if (!m_call || current < 0)
        return m_bytes->setBytes({}, {});
    const std::optional<QByteArray> bytes = m_call->bytesToShow(m_call->events().at(current));
    m_isAwaited = !bytes;
    const QByteArray json = bytes ? InspectedCall::dataIn(*bytes) : QByteArray();
    m_bytes->setBytes(bytes.value_or(QByteArray()), json, bytes ? tr("no data") : tr("Masking keys…"));
    if (const auto act = m_isAwaited ? nullptr : std::exchange(m_onceShown, nullptr))
        act();
}

} // namespace Parlance
