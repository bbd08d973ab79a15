// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does when its prompt or one of its lanes asks for it.
#include "ui/playground/lanepage.h"

#include "client/chatsession.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/forgetquestion.h"
#include "ui/playground/historyguard.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/lanestrip.h"
#include "ui/playground/promptaim.h"
#include "view/conversation/conversationview.h"

#include <algorithm>

namespace Parlance {

void LanePage::connectPrompt()
{
    connect(m_prompt, &PromptBar::sendRequested, this, &LanePage::send);
    connect(m_prompt, &PromptBar::stopRequested, this, &LanePage::stopAll);
    connect(m_prompt, &PromptBar::parametersRequested, this, &LanePage::showParameters);
    connect(m_prompt, &PromptBar::modelRequested, this, &LanePage::pickMissingModel);
    connect(m_prompt, &PromptBar::unmuteRequested, this, [this] {
        for (Lane *lane : std::as_const(m_lanes))
            lane->setMuted(false);
        m_prompt->editor()->setFocus();
    });
    connect(m_prompt, &PromptBar::aimCancelled, m_aim, &PromptAim::cancel);
    connect(m_aim, &PromptAim::changed, this, &LanePage::showAim);
    connect(m_aim, &PromptAim::changed, m_guard, &HistoryGuard::dismiss);
    m_prompt->setBusy(false, false);
}

bool LanePage::stopsHistory()
{
    const auto check = [question = m_aim->question()](const ChatSession &session) {
        return question == Conversation::Root ? session.refusedBeforeNext() : session.refusedBefore(question);
    };
    return m_guard->stops(askedLanes(), check, [this] { send(); });
}

bool LanePage::hasDraft() const
{
    return m_aim->hasDraft() || !m_prompt->editor()->isBlank();
}

void LanePage::requestCloseLane(Lane *lane)
{
    if (m_lanes.size() == 1)
        return;
    Unsaved unsaved = unsavedOf(*lane);
    const bool goOn = std::ranges::count(m_lanes, lane->parameters(), &Lane::parameters) > 1;
    if (goOn) // in another lane
        unsaved.system = unsaved.extra = false;
    const QString question = tr("Close the lane “%1”?").arg(nameOf(lane));
    askToForget(window(), question, tr("C&lose the lane"), unsaved, [this, asked = QPointer(lane)] {
        if (asked && m_lanes.contains(asked))
            closeLane(asked);
    });
}

void LanePage::pickMissingModel()
{
    if (Lane *lane = firstWithoutModel(askedLanes()))
        refuse(lane);
}

void LanePage::connectLane(Lane *lane)
{
    connect(lane, &Lane::busyChanged, this, &LanePage::onBusyChanged);
    connect(lane, &Lane::choiceChanged, this, &LanePage::lanesChanged);
    connect(lane, &Lane::choiceChanged, this, &LanePage::showNames);
    connect(lane, &Lane::choiceChanged, this, &LanePage::showAim);
    connect(lane, &Lane::mutedChanged, this, &LanePage::showAim);
    connect(lane, &Lane::conversationChanged, &m_inputTimer, qOverload<>(&QTimer::start));
    connect(
        lane, &Lane::settingsRequested, this, [this, lane] { Q_EMIT settingsRequested(lane->gateway().id); });
    connect(lane, &Lane::keyRequested, this, [this, lane] { Q_EMIT keyRequested(lane->gateway().id); });
    connect(lane, &Lane::closeRequested, this, [this, lane] { requestCloseLane(lane); });
    connect(lane, &Lane::duplicateRequested, this, [this, lane] { duplicateLane(lane); });
    connect(lane, &Lane::branchRequested, this,
        [this, lane](Conversation::TurnId last) { duplicateLane(lane)->branchFrom(*lane, last); });
    connect(lane, &Lane::conversationChanged, m_aim, &PromptAim::checkQuestion);
    connect(
        lane, &Lane::promptReturned, this, [this, lane](const QString &prompt) { takeBack(*lane, prompt); });
    connect(lane, &Lane::refused, this, [this, lane] {
        setCurrentLane(lane);
        refuse(lane);
    });
    connect(lane, &Lane::againRequested, m_guard,
        [this, lane](Conversation::TurnId answer) { m_guard->askAgain(lane, answer); });
    m_guard->watch(lane);
    connect(lane, &Lane::tierPicked, m_prompt->editor(), qOverload<>(&QWidget::setFocus));
    connect(lane, &Lane::promptRetried, m_prompt->editor(), &PromptEditor::dropPrompt);
    connect(
        lane, &Lane::editRequested, m_aim, [this, lane](Conversation::TurnId id) { m_aim->edit(lane, id); });
    connect(lane, &Lane::ladderChosen, this, &LanePage::ladderChosen);
    connect(lane, &Lane::promptChosen, this, &LanePage::choosePrompt);
    connect(lane->view(), &ConversationView::zoomRequested, this, &LanePage::zoomBy);
}

void LanePage::connectHeader(Lane *lane)
{
    const LaneHeader *header = lane->header();
    connect(header, &LaneHeader::pressed, this, [this, lane] { setCurrentLane(lane); });
    connect(header, &LaneHeader::parametersRequested, this, [this, lane] {
        setCurrentLane(lane);
        Q_EMIT parametersRequested();
    });
    connect(header, &LaneHeader::maximizeToggled, this, [this, lane] { toggleMaximized(lane); });
    connect(header, &LaneHeader::dragged, this, [this, lane](const QPoint &global) {
        m_dragged = lane;
        m_strip->dragTo(global);
    });
    connect(header, &LaneHeader::dropped, this, [this, lane](const QPoint &global) {
        moveLane(lane, m_strip->dragTo(global));
        m_dragged = nullptr;
        m_strip->endDrag();
    });
    connect(header, &LaneHeader::dragCancelled, m_strip, &LaneStrip::endDrag);
    connectMenu(lane);
}

void LanePage::connectMenu(Lane *lane)
{
    const LaneMenu *menu = lane->header()->menu();
    connect(menu, &LaneMenu::maximizeToggled, this, [this, lane] { toggleMaximized(lane); });
    connect(menu, &LaneMenu::clearRequested, this, [this, lane] { requestClear(lane); });
    connect(menu, &LaneMenu::askOnlyRequested, this, [this, lane] { askOnly(lane); });
    connect(menu, &LaneMenu::moveRequested, this, [this, lane](int step) {
        setCurrentLane(lane);
        moveCurrentLane(step);
    });
}

} // namespace Parlance
