// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/historycheck.h"

#include <algorithm>

namespace Parlance {

namespace {

using Kind = HistoryProblem::Kind;

std::optional<HistoryProblem> beginning(const QList<Message> &messages)
{
    const auto first =
        std::ranges::find_if(messages, [](const Message &message) { return message.role != Role::System; });
    if (first == messages.cend() || first->role != Role::Assistant)
        return {};
    return HistoryProblem{.kind = Kind::BeginsWithAssistant, .message = first - messages.cbegin()};
}

/// The ids of the calls that these results answer.
QStringList answeredCalls(const QList<Message> &messages, qsizetype begin)
{
    QStringList calls;
    for (qsizetype i = begin; i < messages.size() && messages.at(i).role == Role::Tool; ++i)
        std::ranges::transform(messages.at(i).results(), std::back_inserter(calls), &ToolResult::callId);
    return calls;
}

std::optional<HistoryProblem> callWithoutResult(const QList<Message> &messages)
{
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const QStringList answered = answeredCalls(messages, i + 1);
        for (const ToolCall &call : messages.at(i).toolCalls()) {
            if (!answered.contains(call.id))
                return HistoryProblem{.kind = Kind::CallWithoutResult, .message = i, .tool = call.name};
        }
    }
    return {};
}

} // namespace

std::optional<HistoryProblem> checkHistory(const QList<Message> &messages, const HistoryRules &rules)
{
    std::optional<HistoryProblem> problem;
    if (rules.beginsWithUser)
        problem = beginning(messages);
    if (rules.callsNeedResults && !problem)
        problem = callWithoutResult(messages);
    return problem;
}

QDebug operator<<(QDebug debug, const HistoryProblem &problem)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << (problem.kind == Kind::BeginsWithAssistant ? "begins with the assistant"
                                                                  : "call without a result")
                    << " in " << problem.message << ' ' << problem.tool;
    return debug;
}

} // namespace Parlance
