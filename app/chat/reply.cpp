// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/reply.h"

#include <algorithm>

namespace Parlance {

namespace {

void assemble(QList<ToolCall> &calls, const ToolCallDelta &delta)
{
    if (delta.index >= calls.size())
        calls.resize(delta.index + 1);
    ToolCall &call = calls[delta.index];
    if (!delta.id.isEmpty())
        call.id = delta.id;
    if (!delta.name.isEmpty())
        call.name = delta.name;
    call.arguments += delta.arguments;
}

} // namespace

void Reply::apply(const Delta &delta)
{
    if (delta.choice >= choices.size())
        choices.resize(delta.choice + 1);
    Choice &choice = choices[delta.choice];
    choice.text += delta.text;
    choice.reasoning += delta.reasoning;
    choice.sealed += delta.sealed;
    choice.refusal += delta.refusal;
    for (const ToolCallDelta &call : delta.toolCalls)
        assemble(choice.toolCalls, call);
    if (!delta.finishReason.isEmpty())
        choice.finishReason = delta.finishReason;
    if (!delta.model.isEmpty())
        model = delta.model;
    if (!delta.id.isEmpty())
        id = delta.id;
    if (delta.usage)
        usage.merge(*delta.usage);
    if (delta.error)
        error = delta.error;
}

const Choice &Reply::first() const
{
    static const Choice none;
    return choices.isEmpty() ? none : choices.first();
}

bool Reply::hasContent() const
{
    return std::ranges::any_of(choices, [](const Choice &choice) {
        return !choice.text.isEmpty() || !choice.reasoning.isEmpty() || !choice.refusal.isEmpty() ||
               !choice.toolCalls.isEmpty();
    });
}

bool Reply::saysSomething() const
{
    return std::ranges::any_of(choices, [](const Choice &choice) {
        return !choice.text.isEmpty() || !choice.refusal.isEmpty() || !choice.toolCalls.isEmpty();
    });
}

bool Reply::answers() const
{
    return state == State::Complete || saysSomething();
}

QDebug operator<<(QDebug debug, Reply::State state)
{
    static constexpr const char *names[] = {"Streaming", "Complete", "Incomplete", "Stopped", "Failed"};
    return debug << names[static_cast<size_t>(state)];
}

QDebug operator<<(QDebug debug, const Choice &choice)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Choice(text " << choice.text << ", reasoning " << choice.reasoning
                           << ", refusal " << choice.refusal << ", " << choice.toolCalls << ", finish "
                           << choice.finishReason << ", " << choice.sealed << ')';
}

QDebug operator<<(QDebug debug, const Reply &reply)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Reply(" << reply.state << ", " << reply.choices << ", model " << reply.model
                    << ", id " << reply.id << ", request " << reply.requestId << ", " << reply.usage << ", "
                    << reply.timing;
    if (reply.error)
        debug << ", " << *reply.error;
    return debug << ')';
}

} // namespace Parlance
