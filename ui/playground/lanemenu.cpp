// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanemenu.h"

#include "ui/playground/faultmenu.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace Parlance {

LaneMenu::LaneMenu(QWidget *parent)
    : QMenu(parent)
{
    m_again = addAction(tr("Ask again"), this, &LaneMenu::regenerateRequested);
    m_askOnly = addAction(tr("Ask only this lane…"), this, &LaneMenu::askOnlyRequested);
    m_mute = addAction(tr("Mute"));
    m_mute->setCheckable(true);
    m_write = addAction(tr("Add a message by hand…"), this, &LaneMenu::messageRequested);
    m_clear = addAction(tr("New conversation"), this, &LaneMenu::clearRequested);
    m_previous = addAction(tr("Previous version"), this, [this] { Q_EMIT versionRequested(-1); });
    m_next = addAction(tr("Next version"), this, [this] { Q_EMIT versionRequested(1); });
    m_copyId = addAction(
        tr("Copy the request ID"), this, [this] { QGuiApplication::clipboard()->setText(m_requestId); });
    addAction(tr("Inspect the call"), this, &LaneMenu::inspectRequested);
    addSeparator();
    m_mode = addAction(QString(), this, &LaneMenu::modeToggled);
    m_parameters = addAction(tr("Parameters…"), this, &LaneMenu::parametersRequested);
    m_faults = new FaultMenu(this);
    addMenu(m_faults);
    addSeparator();
    buildPlaceActions();
    connect(m_mute, &QAction::triggered, this, &LaneMenu::muteToggled);
    setDemo(true);
    setVersion(1, 1);
    setRequestId({});
}

void LaneMenu::buildPlaceActions()
{
    m_maximize = addAction(tr("Maximize lane"), this, &LaneMenu::maximizeToggled);
    m_left = addAction(tr("Move left"), this, [this] { Q_EMIT moveRequested(-1); });
    m_right = addAction(tr("Move right"), this, [this] { Q_EMIT moveRequested(1); });
    addAction(tr("Rename lane"), this, &LaneMenu::renameRequested);
    addAction(tr("Duplicate lane"), this, &LaneMenu::duplicateRequested);
    m_close = addAction(tr("Close lane"), this, &LaneMenu::closeRequested);
}

void LaneMenu::setSeveral(bool several)
{
    for (QAction *action : {m_askOnly, m_mute, m_maximize, m_close})
        action->setEnabled(several);
}

void LaneMenu::setReplay()
{
    m_again->setText(tr("Play again"));
    for (QAction *action :
        {m_askOnly, m_mute, m_write, m_clear, m_mode, m_parameters, m_faults->menuAction()})
        action->setVisible(false);
}

void LaneMenu::setNeighbours(bool left, bool right)
{
    m_left->setEnabled(left);
    m_right->setEnabled(right);
}

void LaneMenu::setMaximized(bool maximized)
{
    m_maximize->setText(maximized ? tr("Show all lanes") : tr("Maximize lane"));
}

void LaneMenu::setDemo(bool demo)
{
    m_mode->setText(demo ? tr("Go live") : tr("Back to the demo"));
    m_faults->setEnabled(demo);
}

void LaneMenu::setVersion(int place, int count)
{
    m_previous->setEnabled(place > 1);
    m_next->setEnabled(place < count);
    m_previous->setText(count > 1 ? tr("Previous version (%1 of %2 is shown)").arg(place).arg(count)
                                  : tr("Previous version"));
}

void LaneMenu::setAsked(bool asked)
{
    m_again->setEnabled(asked);
    m_write->setEnabled(true);
    m_clear->setEnabled(asked);
}

void LaneMenu::setBusy(bool busy)
{
    setToolTipsVisible(busy);
    for (QAction *action : {m_again, m_write, m_previous, m_next}) {
        action->setEnabled(!busy && action->isEnabled());
        action->setToolTip(busy ? tr("Available once the answer is complete or stopped (Esc).") : QString());
    }
}

void LaneMenu::setRequestId(const QString &id)
{
    m_requestId = id;
    m_copyId->setEnabled(!id.isEmpty());
}

} // namespace Parlance
