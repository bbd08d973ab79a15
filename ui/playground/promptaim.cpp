// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/promptaim.h"

#include "client/chatsession.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"

#include <utility>

namespace Parlance {

PromptAim::PromptAim(PromptBar *prompt, QObject *parent)
    : QObject(parent)
    , m_prompt(prompt)
{
}

void PromptAim::point(Lane *lane, Conversation::TurnId question)
{
    m_lane = lane;
    m_question = question;
    Q_EMIT changed();
}

void PromptAim::checkQuestion()
{
    if (!isEdit())
        return;
    const Conversation &conversation = m_lane->session()->conversation();
    if (conversation.isEmpty() || conversation.turn(m_question).removed)
        cancel();
}

void PromptAim::set(Lane *lane)
{
    cancel();
    point(lane, Conversation::Root);
    m_prompt->editor()->setFocus();
}

void PromptAim::edit(Lane *lane, Conversation::TurnId question)
{
    if (!isEdit())
        m_draft = m_prompt->editor()->toPlainText();
    point(lane, question);
    m_prompt->editor()->setPlainText(lane->session()->conversation().turn(question).message.text());
    m_prompt->editor()->moveCursor(QTextCursor::End);
    m_prompt->editor()->setFocus();
}

void PromptAim::cancel()
{
    if (isEdit())
        m_prompt->editor()->setPlainText(std::exchange(m_draft, {}));
    point(nullptr, Conversation::Root);
}

void PromptAim::resend(const QString &prompt)
{
    const Lane *lane = m_lane;
    const Conversation::TurnId question = m_question;
    cancel();
    if (!lane->session()->editAndResend(question, prompt))
        giveBack(prompt);
}

void PromptAim::giveBack(const QString &prompt)
{
    if (isEdit())
        m_draft = withPromptBack(prompt, m_draft);
    else
        m_prompt->editor()->giveBack(prompt);
}

} // namespace Parlance
