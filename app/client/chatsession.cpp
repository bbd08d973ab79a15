// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatsession.h"

#include "chat/trimming.h"
#include "client/chatclient.h"
#include "client/exchange.h"
#include "wire/dialect.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace Parlance {

namespace {

bool isBlank(const QString &text)
{
    return text.trimmed().isEmpty();
}

/// The newest version of the reply that counts as an answer, or `Root`.
Conversation::TurnId answeredVersion(const Conversation &conversation, Conversation::TurnId reply)
{
    const QList<Conversation::TurnId> versions = conversation.versions(reply);
    const auto found = std::find_if(versions.crbegin(), versions.crend(),
        [&conversation](Conversation::TurnId id) { return conversation.turn(id).reply().answers(); });
    return found == versions.crend() ? Conversation::Root : *found;
}

} // namespace

ChatSession::ChatSession(ChatClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

void ChatSession::setTarget(const Target &target)
{
    m_target = target;
}

void ChatSession::setParameters(const ChatRequest &parameters)
{
    m_parameters = parameters;
}

void ChatSession::setHistoryLimit(qint64 bytes)
{
    m_historyLimit = bytes;
}

QList<Message> ChatSession::history() const
{
    const QList<Message> messages = m_conversation.messages(parentOfNext());
    return m_historyLimit ? newestWithin(messages, *m_historyLimit) : messages;
}

std::optional<RefusedTurn> ChatSession::refusedBeforeNext() const
{
    return refusedUpTo(parentOfNext(), Message());
}

std::optional<RefusedTurn> ChatSession::refusedBefore(Conversation::TurnId turn) const
{
    const Conversation::TurnId question = questionOf(turn);
    if (question == Conversation::Root)
        return {};
    const Conversation::Turn &asking = m_conversation.turn(question);
    return refusedUpTo(asking.parent, asking.message);
}

std::optional<RefusedTurn> ChatSession::refusedUpTo(Conversation::TurnId end, const Message &next) const
{
    if (!m_target.dialect)
        return {};
    QList<Message> messages = m_conversation.messages(end);
    messages.append(next);
    if (m_historyLimit)
        messages = newestWithin(messages, *m_historyLimit);
    const auto problem = checkHistory(messages, m_target.dialect->historyRules());
    if (!problem)
        return {};
    const QList<Conversation::TurnId> turns = m_conversation.turnsOfMessages(end);
    const qsizetype leftOut = turns.size() + 1 - messages.size();
    return RefusedTurn{
        .turn = turns.at(leftOut + problem->message), .why = problem->kind, .tool = problem->tool};
}

Timing::Duration ChatSession::elapsed() const
{
    return m_exchange ? m_exchange->elapsed() : Timing::Duration(0);
}

bool ChatSession::send(const QString &text)
{
    if (m_busy || isBlank(text))
        return false;
    ask(parentOfNext(), Message::of(Role::User, text));
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
    return askAgain(lastQuestion());
}

bool ChatSession::regenerate(Conversation::TurnId answer)
{
    return askAgain(questionOf(answer));
}

bool ChatSession::askAgain(Conversation::TurnId question)
{
    if (m_busy || !isAsking(question))
        return false;
    const auto goesOn = roundGuard();
    m_busy = true;
    m_beforeRemovals.clear();
    rewind(question);
    if (goesOn())
        answer(question);
    return true;
}

bool ChatSession::editAndResend(Conversation::TurnId question, const QString &text)
{
    if (m_busy || isBlank(text) || !isQuestion(question))
        return false;
    ask(m_conversation.turn(question).parent, Message::of(Role::User, text));
    return true;
}

bool ChatSession::answerCalls(Conversation::TurnId answer, const QList<ToolResult> &results)
{
    if (m_busy || !isThere(answer))
        return false;
    const QList<ToolCall> calls = m_conversation.turn(answer).reply().first().toolCalls();
    const auto answers = [](const ToolResult &result, const ToolCall &call) {
        return result.callId == call.id;
    };
    if (calls.isEmpty() || !std::ranges::equal(results, calls, answers))
        return false;
    ask(answer, Message::of(results));
    return true;
}

void ChatSession::showVersion(Conversation::TurnId version)
{
    if (m_busy || !isThere(version))
        return;
    m_conversation.select(version);
    Q_EMIT pathChanged();
}

bool ChatSession::remove(Conversation::TurnId id)
{
    return removeWith(&Conversation::remove, id);
}

bool ChatSession::removeFrom(Conversation::TurnId id)
{
    return removeWith(&Conversation::removeFrom, id);
}

bool ChatSession::removeWith(void (Conversation::*way)(Conversation::TurnId), Conversation::TurnId id)
{
    if (!mayRemove(id))
        return false;
    m_beforeRemovals.push_back(m_conversation);
    (m_conversation.*way)(id);
    Q_EMIT pathChanged();
    return true;
}

bool ChatSession::undoRemoval()
{
    if (!canUndo())
        return false;
    m_conversation = std::move(m_beforeRemovals.back());
    m_beforeRemovals.pop_back();
    Q_EMIT pathChanged();
    return true;
}

bool ChatSession::adopt(const Conversation &conversation)
{
    if (m_busy)
        return false;
    m_conversation = conversation;
    m_beforeRemovals.clear();
    Q_EMIT pathChanged();
    return true;
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
    m_beforeRemovals.clear();
    m_historyLimit.reset();
    Q_EMIT pathChanged();
}

std::function<bool()> ChatSession::roundGuard()
{
    return [self = QPointer<ChatSession>(this), round = ++m_round] {
        return self && self->m_round == round;
    };
}

void ChatSession::ask(Conversation::TurnId parent, const Message &message)
{
    const auto goesOn = roundGuard();
    m_busy = true;
    m_beforeRemovals.clear();
    rewind(parent);
    if (!goesOn())
        return;
    const Conversation::TurnId question = m_conversation.append(parent, message);
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
    const Conversation::TurnId question = m_conversation.turn(m_replying).parent;
    const bool returnsPrompt = !answered && !m_call->isReplay && isQuestion(question);
    const QString prompt = m_conversation.turn(question).message.text();
    endReply();
    if (self && returnsPrompt)
        Q_EMIT promptReturned(prompt);
}

void ChatSession::endReply()
{
    m_call.reset();
    Q_EMIT replyFinished(std::exchange(m_replying, Conversation::Root));
}

Conversation::TurnId ChatSession::parentOfNext() const
{
    const Conversation::TurnId leaf = m_conversation.last();
    if (m_conversation.end() != leaf) // a question stays if its answer was removed
        return m_conversation.end();
    if (leaf == Conversation::Root || m_conversation.turn(leaf).reply().answers())
        return leaf;
    if (m_conversation.turn(leaf).message.role == Role::Tool) // which stay without an answer
        return leaf;
    if (isQuestion(leaf)) // stopped before its reply started
        return m_conversation.turn(leaf).parent;
    const Conversation::TurnId version = answeredVersion(m_conversation, leaf);
    if (version != Conversation::Root)
        return version;
    const Conversation::TurnId question = m_conversation.turn(leaf).parent;
    const bool isAsked =
        question != Conversation::Root && m_conversation.turn(question).message.role == Role::User;
    return isAsked ? m_conversation.turn(question).parent : question; // a copied path omits removed questions
}

Conversation::TurnId ChatSession::lastQuestion() const
{
    Conversation::TurnId id = m_conversation.last();
    while (id != Conversation::Root && !isAsking(id))
        id = m_conversation.turn(id).parent;
    return id;
}

/// The turn itself if it asks, or the turn that it answers; `Root` if there is none.
Conversation::TurnId ChatSession::questionOf(Conversation::TurnId turn) const
{
    if (!isThere(turn))
        return Conversation::Root;
    const Conversation::TurnId question = isAsking(turn) ? turn : m_conversation.turn(turn).parent;
    return isAsking(question) ? question : Conversation::Root;
}

bool ChatSession::isQuestion(Conversation::TurnId id) const
{
    return isThere(id) && m_conversation.turn(id).message.role == Role::User;
}

/// A question, or results of tools.
bool ChatSession::isAsking(Conversation::TurnId id) const
{
    return isQuestion(id) || (isThere(id) && m_conversation.turn(id).message.role == Role::Tool);
}

bool ChatSession::isThere(Conversation::TurnId id) const
{
    return id >= 0 && id < m_conversation.size() && !m_conversation.turn(id).removed;
}

bool ChatSession::mayRemove(Conversation::TurnId id) const
{
    return !m_busy && m_conversation.path().contains(id);
}

} // namespace Parlance
