// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/runpanel.h"

#include "ui/compose/refusalnotice.h"
#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"
#include "view/base/showinstead.h"
#include "wire/endpoints/requestcheck.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QLabel *makeLine(const QString &name, const QString &role)
{
    QLabel *line = plainLabel(name, role);
    line->hide();
    return line;
}

void say(QLabel *line, const QString &text)
{
    line->setText(text);
    line->setVisible(!text.isEmpty());
}

} // namespace

RunPanel::RunPanel(const QString &runText, QWidget *parent)
    : QWidget(parent)
    , m_problem(makeLine(u"inputProblem"_s, u"warning"_s))
    , m_hints(makeLine(u"inputHints"_s, u"secondary"_s))
    , m_refusal(new RefusalNotice(u"inputRefusal"_s))
    , m_obstacle(makeLine(u"runObstacle"_s, u"secondary"_s))
    , m_run(new QPushButton(runText))
    , m_stop(new QPushButton(tr("Stop")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_problem);
    layout->addWidget(m_hints);
    layout->addWidget(m_refusal);
    layout->addWidget(m_obstacle);
    layout->addWidget(makeButtons());
    connect(m_refusal, &RefusalNotice::sendRequested, this, &RunPanel::anywayRequested);
    connect(m_run, &QPushButton::clicked, this, &RunPanel::runRequested);
    connect(m_stop, &QPushButton::clicked, this, &RunPanel::stopRequested);
}

QWidget *RunPanel::makeButtons()
{
    m_run->setObjectName(u"runEndpoint"_s);
    m_run->setProperty("role", u"primary"_s);
    m_run->setToolTip(tr("F5, or Ctrl+Enter"));
    m_stop->setObjectName(u"stopEndpoint"_s);
    QPushButton *add = linkButton(u"addColumn"_s, tr("Add a column"));
    add->setToolTip(tr("Runs the same with another model beside this one"));
    connect(add, &QPushButton::clicked, this, &RunPanel::columnRequested);
    auto *buttons = new QWidget;
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_run);
    row->addWidget(m_stop);
    row->addStretch();
    row->addWidget(add);
    return buttons;
}

void RunPanel::showCheck(const RequestCheck &check)
{
    m_refusal->hide();
    say(m_problem, check.problem);
    say(m_hints, check.doubts().join(u'\n'));
}

void RunPanel::refuse(const RequestCheck &check)
{
    say(m_hints, check.hints.join(u'\n'));
    m_refusal->say(tr("Nothing was sent. %1").arg(check.refusal));
}

void RunPanel::showState(bool isBusy, const QString &obstacle)
{
    QPushButton *shown = isBusy ? m_stop : m_run;
    shown->setEnabled(isBusy || obstacle.isEmpty());
    showInstead(shown, isBusy ? m_run : m_stop);
    say(m_obstacle, isBusy ? QString() : obstacle);
    m_run->setAccessibleDescription(m_obstacle->text());
}

} // namespace Parlance
