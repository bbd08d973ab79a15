// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatsession.h"

#include "chat/trimming.h"
#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/questions.h"

#include <algorithm>
#include <utility>

namespace Parlance {

ChatSession::ChatSession(ChatClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

void ChatSession::setTarget(const Target &target)
{
    m_target = target;
}

void ChatSession::setParameters(const ChatRequest &parameters, const QList<Variable> &variables)
{
    m_parameters = parameters;
    m_variables = variables;
}

void ChatSession::setHistoryLimit(qint64 bytes)
{
    m_historyLimit = bytes;
}

QList<Message> ChatSession::history() const
{
    const QList<Message> messages = m_conversation.messages(parentOfNext(m_conversation));
    return m_historyLimit ? newestWithin(messages, *m_historyLimit) : messages;
}

RefusedTurns ChatSession::refused() const
{
    return RefusedTurns(m_conversation, historyRules(m_target), m_historyLimit);
}

bool ChatSession::takes(const QList<Part> &parts) const
{
    return Parlance::takes(historyRules(m_target), parts);
}

Timing::Duration ChatSession::elapsed() const
{
    return m_exchange ? m_exchange->elapsed() : Timing::Duration(0);
}

bool ChatSession::send(const Message &prompt)
{
    const Conversation::Turn question = Conversation::Turn::question(prompt, m_variables);
    if (m_busy || question.message.isBlank())
        return false;
    ask(parentOfNext(m_conversation), question);
    return true;
}

void ChatSession::stop()
{
    if (!m_busy)
        return;
    if (m_exchange && m_exchange->isRunning()) {
        m_exchange->stop();
        return;
    }
    stopUnasked();
    finish();
}

/// Ends a reply that a handler stopped before its exchange started.
void ChatSession::stopUnasked()
{
    if (!m_call || hasEnded(*m_call))
        return;
    m_call->sent = {};
    m_call->reply.state = Reply::State::Stopped;
}

bool ChatSession::regenerate()
{
    return askAgain(lastQuestion(m_conversation));
}

bool ChatSession::regenerate(Conversation::TurnId answer)
{
    return askAgain(questionOf(m_conversation, answer));
}

bool ChatSession::askAgain(Conversation::TurnId question)
{
    if (m_busy || !isThere(m_conversation, question))
        return false;
    const auto goesOn = roundGuard();
    m_busy = true;
    m_beforeChanges.clear();
    rewind(question);
    if (goesOn())
        answer(question);
    return true;
}

bool ChatSession::editAndResend(Conversation::TurnId question, const Message &prompt)
{
    const Conversation::Turn edited = Conversation::Turn::question(prompt, m_variables);
    if (m_busy || edited.message.isBlank() || !isQuestion(m_conversation, question))
        return false;
    ask(m_conversation.turn(question).parent, edited);
    return true;
}

bool ChatSession::answerCalls(Conversation::TurnId answer, const QList<ToolResult> &results)
{
    if (m_busy || !isThere(m_conversation, answer))
        return false;
    const QList<ToolCall> calls = m_conversation.turn(answer).answer().toolCalls();
    const auto answers = [](const ToolResult &result, const ToolCall &call) {
        return result.callId == call.id;
    };
    if (calls.isEmpty() || !std::ranges::equal(results, calls, answers))
        return false;
    ask(answer, {.message = Message::of(results)});
    return true;
}

void ChatSession::showVersion(Conversation::TurnId version)
{
    if (m_busy || !isThere(m_conversation, version))
        return;
    m_conversation.select(version);
    Q_EMIT pathChanged();
}

bool ChatSession::remove(Conversation::TurnId id)
{
    return change([id](Conversation &conversation) { return conversation.remove(id); });
}

bool ChatSession::removeFrom(Conversation::TurnId id)
{
    return change([id](Conversation &conversation) { return conversation.removeFrom(id); });
}

bool ChatSession::change(const Change &make)
{
    Conversation changed = m_conversation;
    if (m_busy || !make(changed))
        return false;
    m_beforeChanges.push_back(std::exchange(m_conversation, std::move(changed)));
    Q_EMIT pathChanged();
    return true;
}

bool ChatSession::repair(const RefusedTurn &refused)
{
    return change([&](Conversation &conversation) {
        return Parlance::repair(conversation, refused, historyRules(m_target));
    });
}

bool ChatSession::answerAfter(Conversation::TurnId turn)
{
    if (m_busy || !m_conversation.path().contains(turn))
        return false;
    const auto goesOn = roundGuard();
    m_busy = true;
    m_beforeChanges.clear();
    rewind(turn);
    if (goesOn())
        answer(turn);
    return true;
}

bool ChatSession::undoRemoval()
{
    if (!canUndo())
        return false;
    m_conversation = std::move(m_beforeChanges.back());
    m_beforeChanges.pop_back();
    Q_EMIT pathChanged();
    return true;
}

ChatSession::State ChatSession::state() const
{
    return {.conversation = m_conversation, .beforeChanges = m_beforeChanges, .historyLimit = m_historyLimit};
}

bool ChatSession::restore(const State &state)
{
    if (m_busy)
        return false;
    m_conversation = state.conversation;
    m_beforeChanges = state.beforeChanges;
    m_historyLimit = state.historyLimit;
    Q_EMIT pathChanged();
    return true;
}

bool ChatSession::adopt(const Conversation &conversation)
{
    return restore({.conversation = conversation, .historyLimit = m_historyLimit});
}

void ChatSession::clear()
{
    const QPointer<ChatSession> self(this);
    if (m_exchange && m_exchange->isRunning()) {
        m_exchange->disconnect(this);
        m_exchange->stop();
    }
    leaveExchange();
    stopUnasked();
    if (m_replying !=
        Conversation::Root) // still busy, so that no handler sends into the conversation that is cleared next
        endReply();
    if (!self)
        return;
    ++m_round;
    m_busy = false;
    m_conversation.clear();
    m_beforeChanges.clear();
    m_historyLimit.reset();
    Q_EMIT pathChanged();
}

std::function<bool()> ChatSession::roundGuard()
{
    return [self = QPointer<ChatSession>(this), round = ++m_round] {
        return self && self->m_round == round;
    };
}

void ChatSession::ask(Conversation::TurnId parent, const Conversation::Turn &turn)
{
    const auto goesOn = roundGuard();
    m_busy = true;
    m_beforeChanges.clear();
    rewind(parent);
    if (!goesOn())
        return;
    const Conversation::TurnId question = m_conversation.append(parent, turn);
    Q_EMIT turnAdded(question);
    if (goesOn())
        answer(question);
}

void ChatSession::answer(Conversation::TurnId question)
{
    const auto goesOn = roundGuard();
    leaveExchange();
    ChatRequest request = m_parameters;
    request.messages = m_conversation.messages(question);
    if (m_historyLimit)
        request.messages = newestWithin(request.messages, *m_historyLimit);
    m_call = callOf(m_target, request);
    m_replying = m_conversation.append(question, m_call);
    Q_EMIT turnAdded(m_replying);
    if (goesOn())
        start();
}

/// The usage of an answer may still come while the next question is asked, or after the answer was deleted.
void ChatSession::leaveExchange()
{
    if (m_exchange && m_exchange->awaitsUsage())
        connect(m_exchange, &Exchange::usageSettled, m_exchange, &QObject::deleteLater);
    else if (m_exchange)
        m_exchange->deleteLater();
    m_exchange = nullptr;
}

void ChatSession::start()
{
    if (m_target.problem) {
        refuse(*m_call, *m_target.problem);
        return finish();
    }
    m_exchange = m_target.replay ? m_client->replay(m_call, *m_target.replay, this)
                                 : m_client->start(m_call, m_target.limit, this);
    connect(m_exchange, &Exchange::waiting, this, &ChatSession::waiting);
    connect(m_exchange, &Exchange::silent, this, &ChatSession::silent);
    connect(m_exchange, &Exchange::usageSettled, this, [this, call = m_call] { Q_EMIT usageSettled(call); });
    connect(m_exchange, &Exchange::deltasArrived, this,
        [this](const QList<Delta> &deltas) { Q_EMIT deltasArrived(m_replying, deltas); });
    connect(m_exchange, &Exchange::finished, this, &ChatSession::finish);
}

void ChatSession::rewind(Conversation::TurnId end)
{
    const Conversation::TurnId shown = m_conversation.last();
    m_conversation.rewind(end);
    if (m_conversation.last() != shown)
        Q_EMIT pathChanged();
}

void ChatSession::finish()
{
    ++m_round;
    m_busy = false;
    if (m_replying == Conversation::Root)
        return;
    const QPointer<ChatSession> self(this);
    const bool answered =
        m_call->reply.answers() || answeredVersion(m_conversation, m_replying) != Conversation::Root;
    const Conversation::Turn &question = m_conversation.turn(m_conversation.turn(m_replying).parent);
    const bool isPrompt = question.message.role == Role::User && !question.byHand;
    const bool returnsPrompt = isPrompt && !answered && !m_call->isReplay;
    const Message prompt = question.asTyped();
    endReply();
    if (self && returnsPrompt)
        Q_EMIT promptReturned(prompt);
}

void ChatSession::endReply()
{
    m_call.reset();
    m_conversation.addChoices(m_replying);
    Q_EMIT replyFinished(std::exchange(m_replying, Conversation::Root));
}

} // namespace Parlance
