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

std::optional<HistoryProblem> resultWithoutCall(const QList<Message> &messages)
{
    QStringList calls; // that may be answered
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const Message &message = messages.at(i);
        const bool answersAll = std::ranges::all_of(
            message.results(), [&calls](const ToolResult &result) { return calls.contains(result.callId); });
        if (message.role == Role::Tool && !answersAll)
            return HistoryProblem{.kind = Kind::ResultWithoutCall, .message = i};
        if (message.role == Role::Tool)
            continue;
        calls.clear();
        for (const ToolCall &call : message.toolCalls())
            calls.append(call.id);
    }
    return {};
}

std::optional<HistoryProblem> partNotTaken(const QList<Message> &messages, const HistoryRules &rules)
{
    for (qsizetype i = 0; i < messages.size(); ++i) {
        if (messages.at(i).role == Role::User && !takes(rules, messages.at(i).parts))
            return HistoryProblem{.kind = Kind::PartNotTaken, .message = i};
    }
    return {};
}

const char *nameOf(Kind kind)
{
    switch (kind) {
    case Kind::BeginsWithAssistant:
        return "begins with the assistant";
    case Kind::CallWithoutResult:
        return "call without a result";
    case Kind::ResultWithoutCall:
        return "result without a call";
    case Kind::PartNotTaken:
        return "part that is not taken";
    }
    Q_UNREACHABLE_RETURN("");
}

} // namespace

bool takes(const HistoryRules &rules, const Part &part)
{
    if (std::holds_alternative<ImagePart>(part))
        return rules.takesPictures;
    const auto *file = std::get_if<FilePart>(&part);
    return !file || file->isText() || rules.takesDocuments;
}

bool takes(const HistoryRules &rules, const QList<Part> &parts)
{
    return std::ranges::all_of(parts, [&rules](const Part &part) { return takes(rules, part); });
}

std::optional<HistoryProblem> checkHistory(const QList<Message> &messages, const HistoryRules &rules)
{
    std::optional<HistoryProblem> problem;
    if (rules.beginsWithUser)
        problem = beginning(messages);
    if (rules.callsNeedResults && !problem)
        problem = callWithoutResult(messages);
    if (rules.callsNeedResults && !problem)
        problem = resultWithoutCall(messages);
    return problem ? problem : partNotTaken(messages, rules);
}

QDebug operator<<(QDebug debug, const HistoryProblem &problem)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << nameOf(problem.kind) << " in " << problem.message << ' ' << problem.tool;
    return debug;
}

} // namespace Parlance
