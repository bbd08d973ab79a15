// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/scoreboardpanel.h"

#include "ui/comparison/pinnedcolumn.h"
#include "ui/comparison/scoreboarddelegate.h"
#include "ui/comparison/scoreboardmodel.h"
#include "view/base/elidedlabel.h"
#include "view/base/focusring.h"
#include "view/base/linkbutton.h"
#include "view/base/unknownlast.h"
#include "workspace/words/metrictext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr int LeastHeight = 96; ///< of the table

} // namespace

ScoreboardPanel::ScoreboardPanel(QWidget *parent)
    : QFrame(parent)
    , m_model(new ScoreboardModel(this))
    , m_sorted(new UnknownLast(this))
    , m_table(new QTableView)
    , m_empty(new QLabel(tr("Send a prompt to compare the lanes.")))
    , m_note(new ElidedLabel)
    , m_said(new QLabel)
    , m_markdown(new QPushButton(tr("Copy Markdown")))
    , m_csv(new QPushButton(tr("Copy CSV")))
    , m_stack(new QStackedLayout)
{
    setObjectName(u"scoreboard"_s);
    m_empty->setProperty("role", u"secondary"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeTable());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addLayout(m_stack, 1);
    show(Scoreboard());
}

QWidget *ScoreboardPanel::makeBar()
{
    auto *bar = new QFrame;
    bar->setObjectName(u"scoreboardBar"_s);
    auto *title = new QLabel(tr("Scoreboard"));
    title->setProperty("role", u"heading"_s);
    m_note->setProperty("role", u"secondary"_s);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(16, 4, 12, 4);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(m_note, 1);
    m_said->setObjectName(u"scoreboardCopied"_s);
    m_said->setProperty("role", u"secondary"_s);
    layout->addWidget(m_said);
    for (QPushButton *button : {m_markdown, m_csv}) {
        lookLikeLink(button);
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the focus in the editor
        layout->addWidget(button);
    }
    m_markdown->setObjectName(u"copyScoreboardMarkdown"_s);
    m_csv->setObjectName(u"copyScoreboardCsv"_s);
    connect(m_markdown, &QPushButton::clicked, this,
        [this] { copy(MetricText::markdown(asSorted()), tr("Copied as Markdown.")); });
    connect(m_csv, &QPushButton::clicked, this,
        [this] { copy(asSorted().toTable().toCsv(), tr("Copied as CSV.")); });
    m_copied.setSingleShot(true);
    m_copied.setInterval(2s);
    connect(&m_copied, &QTimer::timeout, m_said, &QLabel::clear);
    return bar;
}

QWidget *ScoreboardPanel::makeTable()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(ScoreboardModel::SortRole);
    m_table->setObjectName(u"scoreboardTable"_s);
    m_table->setAccessibleName(tr("Scoreboard"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new ScoreboardDelegate(this));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // in the order of the lanes
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    new FocusRing(m_table);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(ScoreboardDelegate::RowHeight);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setMinimumSectionSize(72);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
        [this](int column) { m_sortedBy = titleOf(column); });
    m_table->setToolTip(tr("Double-click to inspect the call"));
    connect(m_table, &QTableView::activated, this,
        [this](const QModelIndex &index) { Q_EMIT inspectRequested(m_sorted->mapToSource(index).row()); });
    new PinnedColumn(m_table);
    return m_table;
}

void ScoreboardPanel::show(const Scoreboard &board)
{
    m_model->setBoard(board);
    sortAsWanted();
    const bool empty = board.rows().isEmpty();
    m_stack->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_table);
    m_markdown->setEnabled(!empty);
    m_csv->setEnabled(!empty);
    m_note->setText(empty ? QString() : tr("★ best of its column   ≈ estimated"));
}

QString ScoreboardPanel::titleOf(int column) const
{
    return m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
}

/// A metric that becomes known moves the columns after it. Keeps the wish for one that no reply has yet.
void ScoreboardPanel::sortAsWanted()
{
    const QString wanted = m_sortedBy;
    int column = m_model->columnCount() - 1;
    while (column >= 0 && titleOf(column) != wanted)
        --column;
    if (column != m_sorted->sortColumn())
        m_table->sortByColumn(column, m_sorted->sortOrder());
    m_sortedBy = wanted;
}

int ScoreboardPanel::heightFor(qsizetype rows) const
{
    const int around = layout()->sizeHint().height() - m_stack->sizeHint().height();
    const int table = m_table->horizontalHeader()->sizeHint().height() +
                      static_cast<int>(rows) * ScoreboardDelegate::RowHeight +
                      m_table->horizontalScrollBar()->sizeHint().height();
    return around + qMax(table, LeastHeight);
}

QSize ScoreboardPanel::sizeHint() const
{
    return {layout()->sizeHint().width(), heightFor(m_model->rowCount())};
}

Scoreboard ScoreboardPanel::asSorted() const
{
    const Scoreboard &board = m_model->board();
    QList<Scoreboard::Row> rows;
    for (int row = 0; row < m_sorted->rowCount(); ++row)
        rows << board.rows().at(m_sorted->mapToSource(m_sorted->index(row, 0)).row());
    return Scoreboard(rows, board.currency());
}

void ScoreboardPanel::copy(const QString &text, const QString &said)
{
    QGuiApplication::clipboard()->setText(text);
    m_said->setText(said);
    m_copied.start();
}

} // namespace Parlance
