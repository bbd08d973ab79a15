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
    const bool completesCalls = asking.message.role == Role::Tool;
    return refusedUpTo(asking.parent, completesCalls ? asking.message : Message());
}

std::optional<RefusedTurn> ChatSession::refusedWith(Conversation::TurnId turn) const
{
    const Conversation::TurnId question = questionOf(turn);
    return question == Conversation::Root ? std::nullopt : refusedAfter(question);
}

std::optional<RefusedTurn> ChatSession::refusedAfter(Conversation::TurnId turn) const
{
    return refusedIn(m_conversation.messages(turn), m_conversation.turnsOfMessages(turn));
}

bool ChatSession::takes(const QList<Part> &parts) const
{
    return std::ranges::all_of(
        parts, [rules = historyRules(m_target)](const Part &part) { return Parlance::takes(rules, part); });
}

std::optional<RefusedTurn> ChatSession::refusedUpTo(Conversation::TurnId end, const Message &next) const
{
    return refusedIn(
        m_conversation.messages(end) << next, m_conversation.turnsOfMessages(end) << Conversation::Root);
}

std::optional<RefusedTurn> ChatSession::refusedIn(
    QList<Message> messages, const QList<Conversation::TurnId> &turns) const
{
    if (!m_target.dialect)
        return {};
    if (m_historyLimit)
        messages = newestWithin(messages, *m_historyLimit);
    const auto problem = checkHistory(messages, historyRules(m_target));
    if (!problem)
        return {};
    const qsizetype leftOut = turns.size() - messages.size();
    return RefusedTurn{
        .turn = turns.at(leftOut + problem->message), .why = problem->kind, .tool = problem->tool};
}

Timing::Duration ChatSession::elapsed() const
{
    return m_exchange ? m_exchange->elapsed() : Timing::Duration(0);
}

bool ChatSession::send(const Message &prompt)
{
    if (m_busy || prompt.isBlank())
        return false;
    ask(parentOfNext(), prompt);
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
    if (m_busy || !isThere(question))
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
    if (m_busy || prompt.isBlank() || !isQuestion(question))
        return false;
    ask(m_conversation.turn(question).parent, prompt);
    return true;
}

bool ChatSession::answerCalls(Conversation::TurnId answer, const QList<ToolResult> &results)
{
    if (m_busy || !isThere(answer))
        return false;
    const QList<ToolCall> calls = m_conversation.turn(answer).answer().toolCalls();
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
    m_beforeChanges.push_back(m_conversation);
    (m_conversation.*way)(id);
    Q_EMIT pathChanged();
    return true;
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
    switch (refused.why) {
    case HistoryProblem::Kind::CallWithoutResult:
        return change([&](Conversation &conversation) {
            return conversation.addResults(refused.turn, QStringLiteral("No result."));
        });
    case HistoryProblem::Kind::PartNotTaken:
        return takeOut(refused.turn);
    case HistoryProblem::Kind::BeginsWithAssistant:
    case HistoryProblem::Kind::ResultWithoutCall:
        return remove(refused.turn);
    }
    Q_UNREACHABLE_RETURN(false);
}

bool ChatSession::takeOut(Conversation::TurnId turn)
{
    Message message = m_conversation.turn(turn).message;
    message.parts.removeIf([this](const Part &part) { return !takes({part}); });
    if (message.isBlank())
        return remove(turn);
    return change([&](Conversation &conversation) { return conversation.rewrite(turn, message); });
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

void ChatSession::ask(Conversation::TurnId parent, const Message &message)
{
    const auto goesOn = roundGuard();
    m_busy = true;
    m_beforeChanges.clear();
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
    const Conversation::Turn &question = m_conversation.turn(m_conversation.turn(m_replying).parent);
    const bool isPrompt = question.message.role == Role::User && !question.byHand;
    const bool returnsPrompt = isPrompt && !answered && !m_call->isReplay;
    const Message prompt = question.message;
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

Conversation::TurnId ChatSession::parentOfNext() const
{
    const Conversation::TurnId leaf = m_conversation.last();
    if (m_conversation.end() != leaf) // a question stays if its answer was removed
        return m_conversation.end();
    if (leaf == Conversation::Root || m_conversation.turn(leaf).reply().answers())
        return leaf;
    const bool stays =
        m_conversation.turn(leaf).byHand || m_conversation.turn(leaf).message.role == Role::Tool;
    if (stays) // without an answer, too
        return leaf;
    if (isQuestion(leaf)) // stopped before its reply started
        return m_conversation.turn(leaf).parent;
    const Conversation::TurnId version = answeredVersion(m_conversation, leaf);
    if (version != Conversation::Root)
        return version;
    const Conversation::TurnId question = m_conversation.turn(leaf).parent;
    const bool isAsked = question != Conversation::Root &&
                         m_conversation.turn(question).message.role == Role::User &&
                         !m_conversation.turn(question).byHand;
    return isAsked ? m_conversation.turn(question).parent : question; // a copied path omits removed questions
}

Conversation::TurnId ChatSession::lastQuestion() const
{
    Conversation::TurnId id = m_conversation.last();
    while (id != Conversation::Root && !isAsking(id))
        id = m_conversation.turn(id).parent;
    return id;
}

Conversation::TurnId ChatSession::questionOf(Conversation::TurnId turn) const
{
    if (!isThere(turn))
        return Conversation::Root;
    const Conversation::TurnId question = isAsking(turn) ? turn : m_conversation.turn(turn).parent;
    const bool goesOn = isThere(question) && (m_conversation.turn(question).byHand ||
                                                 m_conversation.turn(turn).message.role == Role::Assistant);
    return isAsking(question) || goesOn ? question : Conversation::Root;
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
