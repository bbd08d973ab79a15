// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/promptsender.h"

#include "client/promptrounds.h"
#include "client/questions.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/sendguard.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"

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
    LaneArrangement *arrangement, PromptTarget *target, SendGuard *guard, PromptBar *prompt)
    : QObject(arrangement)
    , m_arrangement(arrangement)
    , m_target(target)
    , m_guard(guard)
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
    connect(lane->view()->requests(), &ReaderRequests::promptRequested, this, &PromptSender::followLink);
    connect(lane, &Lane::tierPicked, m_prompt->editor(), qOverload<>(&QWidget::setFocus));
}

void PromptSender::send()
{
    const QList<Lane *> asked = m_target->lanes();
    if (asked.isEmpty() || isAnyBusy(asked) || m_prompt->isBlank() || m_prompt->waitsForFiles())
        return;
    const auto again = [this] {
        send();
    };
    if (!stops([this] { return m_prompt->prompt(); }, again))
        ask(asked, m_prompt->takePrompt());
}

void PromptSender::ask(const QList<Lane *> &lanes, const Message &prompt)
{
    if (m_target->isEdit())
        m_target->resend(prompt);
    else
        m_rounds->ask(sessionsOf(lanes), prompt);
}

/// A notice follows what is typed, so it reads the prompt again each time.
bool PromptSender::stops(const std::function<Message()> &prompt, const std::function<void()> &again)
{
    const QList<Lane *> lanes = m_target->lanes();
    return m_guard->stops({.lanes = {lanes.cbegin(), lanes.cend()},
        .question = [question = m_target->question()](const ChatSession &) { return question; },
        .prompt = prompt,
        .again = again});
}

/// Sends only what costs nothing, and takes nothing away from a question under edit: else the prompt is there
/// to send.
void PromptSender::followLink(const QString &prompt)
{
    const QList<Lane *> lanes = m_target->lanes();
    const bool isFree =
        std::ranges::all_of(lanes, [](const Lane *lane) { return lane->connection()->isDemo(); });
    if (isFree && !m_target->isEdit() && !isAnyBusy(lanes))
        return sendChosen(prompt);
    m_target->giveBack(Message::of(Role::User, prompt));
    m_prompt->editor()->setFocus();
}

/// Keeps a draft while the chosen prompt is sent.
void PromptSender::sendChosen(const QString &prompt)
{
    if (isAnyBusy(askable(m_arrangement->lanes())))
        return;
    m_target->cancel();
    const Message chosen = Message::of(Role::User, prompt);
    const Message draft = m_prompt->prompt();
    if (draft.parts.isEmpty()) {
        m_prompt->editor()->setFocus();
        m_prompt->setPrompt(chosen);
        return send(); // what stops it leaves it in the prompt
    }
    const auto again = [this, prompt] {
        sendChosen(prompt);
    };
    if (m_target->lanes().isEmpty() || stops([chosen] { return chosen; }, again))
        return;
    m_prompt->editor()->setFocus();
    m_prompt->setPrompt(chosen);
    send();
    m_prompt->giveBack(draft);
}

void PromptSender::regenerate()
{
    QList<Lane *> asked = m_target->lanes();
    asked.removeIf([](const Lane *lane) { return lane->session()->conversation().isEmpty(); });
    const auto last = [](const ChatSession &session) {
        return questionOf(session.conversation(), session.conversation().last());
    };
    if (m_guard->stops({.lanes = {asked.cbegin(), asked.cend()}, .question = last, .again = [this] {
                            regenerate();
                        }}))
        return;
    for (Lane *lane : asked)
        lane->asking()->regenerate(lane->session()->conversation().last());
}

} // namespace Parlance
