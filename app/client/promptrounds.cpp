// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/promptrounds.h"

#include "client/chatsession.h"

#include <algorithm>

namespace Parlance {

void PromptRounds::add(ChatSession *session)
{
    connect(session, &ChatSession::turnAdded, this, [this, session] { follow(session); });
    connect(session, &ChatSession::replyFinished, this, [this, session] { follow(session); });
    connect(session, &ChatSession::pathChanged, this, [this, session] {
        if (session->conversation().size() == 0)
            forget(session);
        follow(session);
    });
    connect(session, &ChatSession::promptReturned, this,
        [this, session](const Message &prompt) { giveBack(session, prompt); });
    connect(session, &QObject::destroyed, this, [this, session] {
        forget(session);
        end(session);
    });
}

void PromptRounds::ask(const QList<ChatSession *> &sessions, const Message &prompt)
{
    Round round;
    for (const ChatSession *session : sessions)
        round.append({.session = session, .question = session->conversation().size()});
    m_rounds.append(round);
    const QList<QPointer<ChatSession>> alive(sessions.cbegin(), sessions.cend()); // a handler may delete one
    bool isTaken = false;
    for (const QPointer<ChatSession> &session : alive) {
        if (!session)
            continue;
        const Asked asked{.session = session, .question = session->conversation().size()};
        if (session->send(prompt))
            isTaken = true;
        else
            leaveOut(asked);
    }
    if (!isTaken)
        Q_EMIT promptReturned(prompt);
}

void PromptRounds::follow(const ChatSession *session)
{
    if (session->isBusy())
        m_busy.insert(session);
    else
        end(session);
}

void PromptRounds::end(const ChatSession *session)
{
    const bool isLast = m_busy.remove(session) && m_busy.isEmpty();
    const auto isUnderWay = [](const Round &round) {
        return std::ranges::any_of(round, &Asked::isDue);
    };
    if (isLast && std::ranges::none_of(m_rounds, isUnderWay))
        Q_EMIT finished();
}

void PromptRounds::forget(const ChatSession *session)
{
    for (Round &round : m_rounds)
        round.removeIf([session](const Asked &asked) { return asked.session == session; });
    m_rounds.removeIf([](const Round &round) { return round.isEmpty(); });
}

void PromptRounds::leaveOut(const Asked &unasked)
{
    for (Round &round : m_rounds)
        round.removeOne(unasked);
    m_rounds.removeIf([](const Round &round) { return round.isEmpty(); });
}

void PromptRounds::giveBack(const ChatSession *session, const Message &prompt)
{
    const Conversation &conversation = session->conversation();
    if (conversation.isEmpty()) // a handler cleared it
        return;
    const Asked failed{.session = session, .question = conversation.turn(conversation.last()).parent};
    const auto isOpen = [&failed](const Round &round) {
        return round.contains(failed) && std::ranges::any_of(round, &Asked::mayBeAnswered);
    };
    if (std::ranges::none_of(m_rounds, isOpen))
        Q_EMIT promptReturned(prompt);
}

bool PromptRounds::Asked::isDue() const
{
    return question >= session->conversation().size();
}

bool PromptRounds::Asked::mayBeAnswered() const
{
    const Conversation &conversation = session->conversation();
    for (Conversation::TurnId id = question + 1; id < conversation.size(); ++id) {
        const Conversation::Turn &turn = conversation.turn(id);
        const bool isAnswer =
            turn.parent == question && turn.message.role == Role::Assistant && !turn.removed;
        if (isAnswer && (turn.reply().state == Reply::State::Streaming || turn.reply().answers()))
            return true;
    }
    return isDue();
}

} // namespace Parlance
