// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanerounds.h"

#include "client/chatsession.h"
#include "ui/playground/lane.h"

#include <algorithm>

namespace Parlance {

namespace {

/// Gives the newest calls their results.
void answer(QList<AnsweredCall> &calls, const QList<ToolResult> &results)
{
    for (AnsweredCall &call : calls) {
        const auto result = std::ranges::find(results, call.call.id, &ToolResult::callId);
        if (result != results.cend())
            call.result = *result;
    }
}

} // namespace

QList<QList<AnsweredCall>> callRoundsOf(const Lane &lane)
{
    const Conversation &conversation = lane.session()->conversation();
    QList<QList<AnsweredCall>> rounds;
    for (const Conversation::TurnId id : conversation.path()) {
        const Conversation::Turn &turn = conversation.turn(id);
        if (turn.message.role == Role::User)
            rounds.clear();
        else if (turn.message.role == Role::Tool && !rounds.isEmpty())
            answer(rounds.last(), turn.message.results());
        if (!turn.call)
            continue;
        rounds.append(QList<AnsweredCall>());
        for (const ToolCall &call : turn.answer().toolCalls())
            rounds.last().append({.call = call, .result = {}});
    }
    return rounds;
}

} // namespace Parlance
