// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparison.h"

#include "ui/comparison/contestant.h"
#include "ui/comparison/differencedialog.h"
#include "ui/comparison/repeatdialog.h"
#include "ui/comparison/scoreboardpanel.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanepage.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Parlance {

Comparison::Comparison(ChatClient *client, const Connections *connections, QMainWindow *window)
    : QObject(window)
    , m_client(client)
    , m_connections(connections)
    , m_window(window)
    , m_scoreboard(new ScoreboardPanel)
    , m_dock(new QDockWidget(tr("Scoreboard"), window))
{
    m_dock->setObjectName(u"scoreboardDock"_s);
    m_dock->setTitleBarWidget(new QWidget); // the panel has a heading of its own
    m_dock->setWidget(m_scoreboard);
    m_dock->hide();
    m_window->addDockWidget(Qt::BottomDockWidgetArea, m_dock);
    m_update.setSingleShot(true);
    connect(&m_update, &QTimer::timeout, this, &Comparison::showNumbers);
    connect(m_dock, &QDockWidget::visibilityChanged, &m_update, qOverload<>(&QTimer::start));
}

void Comparison::setPage(LanePage *page)
{
    if (m_page)
        disconnect(m_page, nullptr, this, nullptr);
    m_page = page;
    if (!page)
        return;
    connect(page, &LanePage::lanesChanged, this, &Comparison::watchLanes);
    watchLanes();
}

void Comparison::watchLanes()
{
    for (const Lane *lane : m_page->lanes()) {
        disconnect(lane, nullptr, &m_update, nullptr);
        connect(lane, &Lane::busyChanged, &m_update, qOverload<>(&QTimer::start));
        connect(lane, &Lane::conversationChanged, &m_update, qOverload<>(&QTimer::start));
    }
    m_update.start();
}

void Comparison::showNumbers()
{
    if (!m_page || (!m_dock->isVisible() && !m_difference))
        return;
    const QList<Contestant> contestants = contestantsOf(m_page->lanes(), *m_connections);
    m_scoreboard->show(scoreboardOf(contestants));
    if (m_difference)
        m_difference->setContestants(contestants);
}

void Comparison::addActions(QMenu *menu)
{
    QAction *toggle = m_dock->toggleViewAction();
    toggle->setText(tr("&Scoreboard"));
    toggle->setShortcut(QKeySequence(u"Ctrl+B"_s));
    menu->addAction(toggle);
    menu->addSeparator();
    menu->addAction(tr("&Repeat a prompt…"), this, &Comparison::openRepeat);
    menu->addAction(
        tr("&Differences and votes…"), QKeySequence(u"Ctrl+D"_s), this, &Comparison::openDifference);
}

void Comparison::openRepeat()
{
    auto *dialog = new RepeatDialog(m_client, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QString prompt = m_page->promptBar()->editor()->toPlainText();
    if (const auto last = contestantsOf(m_page->lanes(), *m_connections); prompt.isEmpty() && !last.isEmpty())
        prompt = last.first().prompt;
    dialog->setLanes(m_page->lanes(), prompt);
    dialog->show();
}

void Comparison::openDifference()
{
    if (!m_difference) {
        m_difference = new DifferenceDialog(&m_tally, QRandomGenerator::global()->generate(), m_window);
        m_difference->setAttribute(Qt::WA_DeleteOnClose);
        m_difference->setContestants(contestantsOf(m_page->lanes(), *m_connections));
    }
    m_difference->show();
    m_difference->raise();
    m_difference->activateWindow();
}

void Comparison::refresh()
{
    if (!m_page)
        return;
    for (Lane *lane : m_page->lanes())
        lane->refreshNumbers();
    m_update.start();
}

} // namespace Parlance
