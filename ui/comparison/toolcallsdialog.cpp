// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/toolcallsdialog.h"

#include "chat/visibletext.h"
#include "view/base/focusring.h"
#include "view/base/plainlabel.h"
#include "wire/jsonindenter.h"
#include "workspace/words/tooltext.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

const QList<AnsweredCall> &callsIn(const LaneRounds &lane, qsizetype round)
{
    static const QList<AnsweredCall> none;
    return round < lane.rounds.size() ? lane.rounds.at(round) : none;
}

QString wordsOf(const AnsweredCall &call)
{
    const QString name = describeCall(call.call);
    if (!call.result)
        return ToolCallsDialog::tr("%1 waits").arg(name);
    return call.result->isError ? ToolCallsDialog::tr("%1 failed").arg(name) : name;
}

/// The whole arguments and the whole result, as plain text.
QString detailsOf(const AnsweredCall &call)
{
    QString details = visibleText(indentedJson(call.call.arguments));
    if (call.result)
        details += u"\n→ "_s + visibleText(call.result->text);
    return u"<pre>%1</pre>"_s.arg(details.toHtmlEscaped());
}

} // namespace

ToolCallsDialog::ToolCallsDialog(QWidget *parent)
    : QDialog(parent)
    , m_table(new QTableWidget)
    , m_none(plainLabel(u"noCalls"_s, u"secondary"_s))
{
    setObjectName(u"toolCallsDialog"_s);
    setWindowTitle(tr("Tool calls"));
    m_table->setObjectName(u"toolCallsTable"_s);
    m_table->setAccessibleName(tr("Tool calls"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setTabKeyNavigation(false);
    new FocusRing(m_table);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_none->setText(tr("No lane has called a tool for its last question."));
    auto *close = new QPushButton(tr("&Close"));
    close->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->addWidget(m_none);
    layout->addWidget(m_table, 1);
    layout->addWidget(close, 0, Qt::AlignRight | Qt::AlignBottom);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    resize(680, 320);
}

void ToolCallsDialog::setLanes(const QList<LaneRounds> &lanes)
{
    m_table->clear();
    m_table->setRowCount(0);
    QStringList titles{tr("Round")};
    qsizetype rounds = 0;
    for (const LaneRounds &lane : lanes) {
        titles << lane.name;
        rounds = std::max(rounds, lane.rounds.size());
    }
    m_table->setColumnCount(static_cast<int>(titles.size()));
    m_table->setHorizontalHeaderLabels(titles);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    for (qsizetype round = 0; round < rounds; ++round)
        addRound(lanes, round);
    m_table->resizeRowsToContents();
    m_none->setVisible(m_table->rowCount() == 0);
    m_table->setVisible(m_table->rowCount() > 0);
}

/// Adds a row for the first call of each lane, for the second, and so on.
void ToolCallsDialog::addRound(const QList<LaneRounds> &lanes, qsizetype round)
{
    qsizetype most = 0;
    for (const LaneRounds &lane : lanes)
        most = std::max(most, callsIn(lane, round).size());
    for (qsizetype place = 0; place < most; ++place) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        if (place == 0)
            m_table->setItem(row, 0, new QTableWidgetItem(QString::number(round + 1)));
        for (qsizetype lane = 0; lane < lanes.size(); ++lane) {
            const QList<AnsweredCall> &calls = callsIn(lanes.at(lane), round);
            if (place >= calls.size())
                continue;
            auto *item = new QTableWidgetItem(wordsOf(calls.at(place)));
            item->setToolTip(detailsOf(calls.at(place)));
            m_table->setItem(row, static_cast<int>(lane) + 1, item);
        }
    }
}

} // namespace Parlance
