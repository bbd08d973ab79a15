// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/prompttarget.h"

#include "client/chatsession.h"
#include "client/questions.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/lanemenu.h"

#include <utility>

namespace Parlance {

PromptTarget::PromptTarget(LaneArrangement *arrangement, PromptBar *prompt)
    : QObject(arrangement)
    , m_arrangement(arrangement)
    , m_prompt(prompt)
{
    connect(prompt, &PromptBar::targetCancelled, this, &PromptTarget::cancel);
    connect(prompt, &PromptBar::unmuteRequested, this, &PromptTarget::unmuteAll);
    connect(arrangement, &LaneArrangement::adding, this, &PromptTarget::connectLane);
    connect(arrangement, &LaneArrangement::closing, this, [this](const Lane *lane) {
        if (lane == m_lane)
            cancel();
    });
}

void PromptTarget::connectLane(Lane *lane)
{
    connect(lane, &Lane::mutedChanged, this, &PromptTarget::changed);
    connect(lane, &Lane::conversationChanged, this, &PromptTarget::checkQuestion);
    connect(lane, &Lane::editRequested, this, [this, lane](Conversation::TurnId id) { edit(lane, id); });
    connect(lane->header()->menu(), &LaneMenu::askOnlyRequested, this, [this, lane] { set(lane); });
}

QList<Lane *> PromptTarget::lanes() const
{
    if (m_lane)
        return {m_lane};
    QList<Lane *> lanes = askable(m_arrangement->lanes());
    lanes.removeIf([](const Lane *lane) { return lane->isMuted(); });
    return lanes;
}

void PromptTarget::unmuteAll()
{
    for (Lane *lane : m_arrangement->lanes())
        lane->setMuted(false);
    m_prompt->editor()->setFocus();
}

void PromptTarget::point(Lane *lane, Conversation::TurnId question)
{
    m_lane = lane;
    m_question = question;
    Q_EMIT changed();
}

void PromptTarget::checkQuestion()
{
    if (!isEdit())
        return;
    if (!isThere(m_lane->session()->conversation(), m_question))
        cancel();
}

void PromptTarget::set(Lane *lane)
{
    if (lane->connection()->isReplay())
        return;
    cancel();
    point(lane, Conversation::Root);
    m_prompt->editor()->setFocus();
}

void PromptTarget::edit(Lane *lane, Conversation::TurnId question)
{
    if (lane->connection()->isReplay())
        return;
    if (lane == m_lane && question == m_question) // what was changed of it stays
        return m_prompt->editor()->setFocus();
    if (!isEdit())
        m_draft = m_prompt->prompt();
    point(lane, question);
    m_prompt->setPrompt(lane->session()->conversation().turn(question).asTyped());
    m_prompt->editor()->moveCursor(QTextCursor::End);
    m_prompt->editor()->setFocus();
}

void PromptTarget::editLast()
{
    Lane *lane = m_arrangement->current();
    const Conversation &conversation = lane->session()->conversation();
    const QList<Conversation::TurnId> path = conversation.path();
    for (auto id = path.crbegin(); id != path.crend(); ++id) {
        if (conversation.turn(*id).message.role == Role::User)
            return edit(lane, *id);
    }
}

void PromptTarget::cancel()
{
    if (isEdit())
        m_prompt->setPrompt(std::exchange(m_draft, {}));
    point(nullptr, Conversation::Root);
}

void PromptTarget::resend(const Message &prompt)
{
    const Lane *lane = m_lane;
    const Conversation::TurnId question = m_question;
    cancel();
    if (!lane->session()->editAndResend(question, prompt))
        giveBack(prompt);
}

void PromptTarget::giveBack(const Message &prompt)
{
    if (isEdit())
        m_draft = withPromptBack(prompt, m_draft);
    else
        m_prompt->giveBack(prompt);
}

} // namespace Parlance
