// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "wire/historycheck.h"

#include <optional>

namespace Parlance {

/// A turn for which the server would refuse a request.
struct RefusedTurn
{
    Conversation::TurnId turn = Conversation::Root;
    HistoryProblem::Kind why = HistoryProblem::Kind::CallWithoutResult;
    QString tool = {}; ///< the name of the tool whose result is missing

    bool operator==(const RefusedTurn &) const = default;
};

/// Finds the turns of a conversation for which a dialect refuses a request. Each function returns the first
/// one among the messages that the request would send, or nothing if it accepts them all.
class RefusedTurns
{
public:
    /// Sends only the newest messages that fit into `limit` bytes of UTF-8, if there is a limit. The
    /// conversation must outlive this object.
    RefusedTurns(const Conversation &conversation, const HistoryRules &rules, std::optional<qint64> limit);

    /// In the history of the next question.
    [[nodiscard]] std::optional<RefusedTurn> beforeNext() const;
    /// In the history of an existing question, or of an answer's question.
    [[nodiscard]] std::optional<RefusedTurn> before(Conversation::TurnId turn) const;
    /// The same with that question itself, which is to be asked again.
    [[nodiscard]] std::optional<RefusedTurn> with(Conversation::TurnId turn) const;
    /// For an answer that follows this turn.
    [[nodiscard]] std::optional<RefusedTurn> upTo(Conversation::TurnId turn) const;

private:
    [[nodiscard]] std::optional<RefusedTurn> beforeMessage(
        Conversation::TurnId end, const Message &next) const;
    [[nodiscard]] std::optional<RefusedTurn> firstIn(
        QList<Message> messages, const QList<Conversation::TurnId> &turns) const;

    const Conversation *m_conversation;
    HistoryRules m_rules;
    std::optional<qint64> m_limit;
};

/// Changes the current path so that a dialect with these rules takes this turn: results of calls are put in,
/// anything else that it refuses is taken out. Returns false and does nothing for a turn that is not on the
/// path.
bool repair(Conversation &conversation, const RefusedTurn &refused, const HistoryRules &rules);

} // namespace Parlance
