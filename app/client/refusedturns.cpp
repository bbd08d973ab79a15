// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/refusedturns.h"

#include "chat/trimming.h"
#include "client/questions.h"

namespace Parlance {

namespace {

bool takeOutParts(Conversation &conversation, Conversation::TurnId id, const HistoryRules &rules)
{
    const auto isRefused = [&rules](const Part &part) {
        return !takes(rules, part);
    };
    Conversation::Turn turn = conversation.turn(id);
    turn.message.parts.removeIf(isRefused);
    if (turn.typed)
        turn.typed->parts.removeIf(isRefused);
    turn.byHand = true;
    return turn.message.isBlank() ? conversation.remove(id) : conversation.replace(id, turn);
}

} // namespace

RefusedTurns::RefusedTurns(
    const Conversation &conversation, const HistoryRules &rules, std::optional<qint64> limit)
    : m_conversation(&conversation)
    , m_rules(rules)
    , m_limit(limit)
{
}

std::optional<RefusedTurn> RefusedTurns::beforeNext() const
{
    return beforeMessage(parentOfNext(*m_conversation), Message());
}

std::optional<RefusedTurn> RefusedTurns::before(Conversation::TurnId turn) const
{
    const Conversation::TurnId question = questionOf(*m_conversation, turn);
    if (question == Conversation::Root)
        return {};
    const Conversation::Turn &asking = m_conversation->turn(question);
    const bool completesCalls = asking.message.role == Role::Tool;
    return beforeMessage(asking.parent, completesCalls ? asking.message : Message());
}

std::optional<RefusedTurn> RefusedTurns::with(Conversation::TurnId turn) const
{
    const Conversation::TurnId question = questionOf(*m_conversation, turn);
    return question == Conversation::Root ? std::nullopt : upTo(question);
}

std::optional<RefusedTurn> RefusedTurns::upTo(Conversation::TurnId turn) const
{
    return firstIn(m_conversation->messages(turn), m_conversation->turnsOfMessages(turn));
}

std::optional<RefusedTurn> RefusedTurns::beforeMessage(Conversation::TurnId end, const Message &next) const
{
    return firstIn(
        m_conversation->messages(end) << next, m_conversation->turnsOfMessages(end) << Conversation::Root);
}

std::optional<RefusedTurn> RefusedTurns::firstIn(
    QList<Message> messages, const QList<Conversation::TurnId> &turns) const
{
    if (m_limit)
        messages = newestWithin(messages, *m_limit);
    const auto problem = checkHistory(messages, m_rules);
    if (!problem)
        return {};
    const qsizetype leftOut = turns.size() - messages.size();
    return RefusedTurn{
        .turn = turns.at(leftOut + problem->message), .why = problem->kind, .tool = problem->tool};
}

bool repair(Conversation &conversation, const RefusedTurn &refused, const HistoryRules &rules)
{
    switch (refused.why) {
    case HistoryProblem::Kind::CallWithoutResult:
        return conversation.addResults(refused.turn, QStringLiteral("No result."));
    case HistoryProblem::Kind::PartNotTaken:
        return takeOutParts(conversation, refused.turn, rules);
    case HistoryProblem::Kind::BeginsWithAssistant:
    case HistoryProblem::Kind::ResultWithoutCall:
        return conversation.remove(refused.turn);
    }
    Q_UNREACHABLE_RETURN(false);
}

} // namespace Parlance
