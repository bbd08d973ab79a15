// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/promptsender.h"

#include "client/promptrounds.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/sendguard.h"

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
    connect(m_rounds, &PromptRounds::promptReturned, this, &PromptSender::giveBack);
    connect(m_rounds, &PromptRounds::finished, this, &PromptSender::finished);
}

void PromptSender::connectLane(Lane *lane)
{
    m_rounds->add(lane->session());
    connect(lane, &Lane::promptRetried, this,
        [this](const QString &sent) { m_prompt->editor()->dropPrompt(typedFor(sent)); });
    connect(lane, &Lane::promptChosen, this, &PromptSender::sendChosen);
    connect(lane, &Lane::tierPicked, m_prompt->editor(), qOverload<>(&QWidget::setFocus));
}

void PromptSender::send()
{
    const QList<Lane *> asked = m_target->lanes();
    if (asked.isEmpty() || isAnyBusy(asked) || m_prompt->editor()->isBlank())
        return;
    if (!stops(m_prompt->editor()->toPlainText()))
        ask(asked, m_prompt->editor()->takePrompt());
}

void PromptSender::ask(const QList<Lane *> &lanes, const QString &prompt)
{
    m_typed.clear();
    QHash<const ChatSession *, QString> prompts;
    for (const Lane *lane : lanes) {
        const QString sent = filled(prompt, lane->parameters().variables);
        prompts.insert(lane->session(), sent);
        if (sent != prompt)
            m_typed.insert(sent, prompt);
    }
    if (m_target->isEdit())
        m_target->resend(prompts.value(lanes.first()->session()));
    else
        m_rounds->ask(
            sessionsOf(lanes), [prompts](const ChatSession *session) { return prompts.value(session); });
}

void PromptSender::giveBack(const QString &sent)
{
    m_target->giveBack(typedFor(sent));
}

/// A notice follows what is typed, so it reads the prompt again each time.
bool PromptSender::stops(const QString &prompt)
{
    const QList<Lane *> lanes = m_target->lanes();
    const bool isInEditor = prompt == m_prompt->editor()->toPlainText();
    return m_guard->stops({.lanes = {lanes.cbegin(), lanes.cend()},
        .question = [question = m_target->question()](const ChatSession &) { return question; },
        .prompt = [this, prompt,
                      isInEditor] { return isInEditor ? m_prompt->editor()->toPlainText() : prompt; },
        .again =
            [this] {
                send();
            }});
}

/// Keeps a draft while the chosen prompt is sent.
void PromptSender::sendChosen(const QString &prompt)
{
    if (isAnyBusy(askable(m_arrangement->lanes())))
        return;
    m_target->cancel();
    if (m_target->lanes().isEmpty() || stops(prompt))
        return;
    m_prompt->editor()->setFocus();
    const QString draft = m_prompt->editor()->toPlainText();
    m_prompt->editor()->setPlainText(prompt);
    send();
    if (!draft.isEmpty())
        m_prompt->editor()->giveBack(draft);
}

void PromptSender::regenerate()
{
    const QList<Lane *> asked = m_target->lanes();
    const auto last = [](const ChatSession &session) {
        return session.conversation().last();
    };
    if (m_guard->stops({.lanes = {asked.cbegin(), asked.cend()}, .question = last, .again = [this] {
                            regenerate();
                        }}))
        return;
    for (Lane *lane : asked)
        lane->regenerate(lane->session()->conversation().last());
}

} // namespace Parlance
