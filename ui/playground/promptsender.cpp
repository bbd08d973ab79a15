// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/promptsender.h"

#include "client/promptrounds.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/historyguard.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/setupguard.h"

namespace Parlance {

namespace {

QList<ChatSession *> sessionsOf(const LaneList &lanes)
{
    QList<ChatSession *> sessions;
    for (const Lane *lane : lanes)
        sessions.append(lane->session());
    return sessions;
}

} // namespace

PromptSender::PromptSender(
    LaneArrangement *arrangement, PromptTarget *target, const Guards &guards, PromptBar *prompt)
    : QObject(arrangement)
    , m_arrangement(arrangement)
    , m_target(target)
    , m_guards(guards)
    , m_prompt(prompt)
    , m_rounds(new PromptRounds(this))
{
    connect(prompt, &PromptBar::sendRequested, this, &PromptSender::send);
    connect(arrangement, &LaneArrangement::adding, this, &PromptSender::connectLane);
    connect(m_rounds, &PromptRounds::promptReturned, target, &PromptTarget::giveBack);
    connect(m_rounds, &PromptRounds::finished, this, &PromptSender::finished);
}

void PromptSender::connectLane(Lane *lane)
{
    m_rounds->add(lane->session());
    connect(lane->asking(), &LaneAsking::promptRetried, m_prompt, &PromptBar::dropPrompt);
    connect(lane, &Lane::promptChosen, this, &PromptSender::sendChosen);
    connect(lane, &Lane::tierPicked, m_prompt->editor(), qOverload<>(&QWidget::setFocus));
}

void PromptSender::send()
{
    const QList<Lane *> asked = m_target->lanes();
    if (asked.isEmpty() || isAnyBusy(asked) || m_prompt->isBlank())
        return;
    if (m_prompt->waitsForFiles() || m_guards.setup->stops() || stopsHistory())
        return;
    const Message prompt = m_prompt->takePrompt();
    if (m_target->isEdit())
        m_target->resend(prompt);
    else
        m_rounds->ask(sessionsOf(asked), prompt);
}

bool PromptSender::stopsHistory()
{
    const auto check = [question = m_target->question()](const ChatSession &session) {
        return question == Conversation::Root ? session.refusedBeforeNext() : session.refusedBefore(question);
    };
    return m_guards.history->stops(m_target->lanes(), check, [this] { send(); });
}

/// Keeps a draft while the chosen prompt is sent.
void PromptSender::sendChosen(const QString &prompt)
{
    if (isAnyBusy(askable(m_arrangement->lanes())))
        return;
    m_target->cancel();
    if (m_target->lanes().isEmpty() || m_guards.setup->stops())
        return;
    m_prompt->editor()->setFocus();
    const Message draft = m_prompt->prompt();
    m_prompt->setPrompt(Message::of(Role::User, prompt));
    send();
    if (draft.parts.size() > 0)
        m_prompt->giveBack(draft);
}

void PromptSender::regenerate()
{
    const QList<Lane *> asked = m_target->lanes();
    const auto check = [](const ChatSession &session) {
        return session.refusedWith(session.conversation().last());
    };
    if (m_guards.setup->stops() || m_guards.history->stops(asked, check, [this] { regenerate(); }))
        return;
    for (Lane *lane : asked)
        lane->asking()->regenerate(lane->session()->conversation().last());
}

} // namespace Parlance
