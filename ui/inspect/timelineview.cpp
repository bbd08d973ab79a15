// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/timelineview.h"

#include "ui/inspect/inspectwords.h"
#include "ui/inspect/timelinepicture.h"
#include "view/base/elidedlabel.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int RowHeight = 24;

using Stage = Timeline::Stage;
constexpr std::array Stages{Stage::Connecting, Stage::Encrypted, Stage::Sent, Stage::Headers,
    Stage::FirstEvent, Stage::FirstCharacter, Stage::LastCharacter, Stage::End};

QString cellOf(const Timeline &line, Stage stage)
{
    const auto mark = std::ranges::find(line.marks, stage, &Timeline::Mark::stage);
    return mark == line.marks.end() ? line.absent.value(stage, u"–"_s) : timeText(mark->at);
}

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QWidget(parent)
    , m_picture(new TimelinePicture)
    , m_histogram(new GapHistogram)
    , m_gaps(new ElidedLabel)
    , m_table(new QTableWidget)
{
    m_gaps->setObjectName(u"inspectorGapText"_s);
    m_gaps->setContentsMargins(12, 0, 12, 0);
    m_gaps->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_table->setObjectName(u"inspectorStages"_s);
    m_table->setAccessibleName(tr("Stages"));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setCornerButtonEnabled(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(RowHeight);
    m_table->verticalHeader()->setHighlightSections(false);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->addWidget(m_picture);
    layout->addWidget(m_histogram);
    layout->addWidget(m_gaps);
    layout->addWidget(m_table, 1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"inspectorTimelineScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    connect(m_picture, &TimelinePicture::picked, this, &TimelineView::picked);
}

void TimelineView::setLines(const QList<Timeline> &lines, qsizetype current)
{
    m_picture->setLines(lines);
    const Timeline told = lines.value(current);
    m_histogram->setNamesWidth(m_picture->namesWidth());
    m_histogram->setGaps(told.gaps());
    m_gaps->setText(gapText(told));
    m_gaps->setVisible(!m_gaps->text().isEmpty());
    fillTable(lines);
}

void TimelineView::fillTable(const QList<Timeline> &lines)
{
    m_table->setRowCount(static_cast<int>(lines.size()));
    m_table->setColumnCount(static_cast<int>(Stages.size()));
    m_table->setMinimumHeight(
        m_table->horizontalHeader()->sizeHint().height() + static_cast<int>(lines.size()) * RowHeight + 4);
    for (int column = 0; column < m_table->columnCount(); ++column) {
        const Stage stage = Stages.at(static_cast<size_t>(column));
        m_table->setHorizontalHeaderItem(column, new QTableWidgetItem(nameOf(stage)));
        for (int row = 0; row < m_table->rowCount(); ++row) {
            auto *item = new QTableWidgetItem(cellOf(lines.at(row), stage));
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(row, column, item);
        }
    }
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->setVerticalHeaderItem(row, new QTableWidgetItem(lines.at(row).name));
}

} // namespace Parlance
