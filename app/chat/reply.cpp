// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/reply.h"

#include "chat/finishreason.h"

#include <algorithm>

namespace Parlance {

namespace {

/// The call with this index; appends a new one if there is none.
ToolCall &callAt(QList<Part> &parts, int number)
{
    for (Part &part : parts) {
        ToolCall *call = std::get_if<ToolCall>(&part);
        if (call && number-- == 0)
            return *call;
    }
    for (; number >= 0; --number)
        parts.append(ToolCall());
    return std::get<ToolCall>(parts.last());
}

void assemble(QList<Part> &parts, const ToolCallDelta &delta)
{
    ToolCall &call = callAt(parts, delta.index);
    if (!delta.id.isEmpty())
        call.id = delta.id;
    if (!delta.name.isEmpty())
        call.name = delta.name;
    call.arguments += delta.arguments;
}

/// Replaces the end of the newest reasoning by the sealed block; text before it becomes an unsealed part. A
/// block without text is appended, because its text was not sent before.
void seal(QList<Part> &parts, const ReasoningPart &block)
{
    if (block.text.isEmpty())
        return parts.append(block);
    qsizetype place = parts.size() - 1;
    while (place >= 0 && !std::holds_alternative<ReasoningPart>(parts.at(place)))
        --place;
    if (place < 0)
        return;
    ReasoningPart &told = std::get<ReasoningPart>(parts[place]);
    if (!told.seal.isEmpty() || !told.text.endsWith(block.text))
        return;
    const QString before = told.text.chopped(block.text.size());
    told = block;
    if (!before.isEmpty())
        parts.insert(place, ReasoningPart{.text = before});
}

void addWhole(QList<Part> &parts, const Part &part)
{
    if (const auto *block = std::get_if<ReasoningPart>(&part))
        seal(parts, *block);
    else
        parts.append(part);
}

/// True if a string, a list or an object of the JSON text is not closed.
bool isOpen(QStringView json)
{
    int depth = 0;
    bool isString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const QChar c = json[i];
        if (c == u'"')
            isString = !isString;
        else if (isString && c == u'\\')
            ++i;
        else if (!isString)
            depth += (c == u'{' || c == u'[') - (c == u'}' || c == u']');
    }
    return isString || depth > 0;
}

/// True if the model says that it wanted no more.
bool endsByItself(const QString &finishReason)
{
    const Ending ending = endingOf(finishReason);
    return !finishReason.isEmpty() && (ending == Ending::Usual || ending == Ending::Unknown);
}

} // namespace

QList<ToolCall> Choice::cutCalls() const
{
    QList<ToolCall> cut;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (isCut(i))
            cut.append(std::get<ToolCall>(parts[i]));
    }
    return cut;
}

QList<Part> Choice::wholeParts() const
{
    QList<Part> whole;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (!isCut(i))
            whole.append(parts[i]);
    }
    return whole;
}

bool Choice::isCut(qsizetype part) const
{
    const auto *call = std::get_if<ToolCall>(&parts[part]);
    if (!call)
        return false;
    if (call->arguments.trimmed().isEmpty())
        return part == parts.size() - 1 && !endsByItself(finishReason);
    return isOpen(call->arguments);
}

void Choice::add(const Delta &delta)
{
    addReasoning(parts, delta.reasoning);
    for (const Part &part : delta.whole)
        addWhole(parts, part);
    addText(parts, delta.text);
    refusal += delta.refusal;
    for (const ToolCallDelta &call : delta.toolCalls)
        assemble(parts, call);
    if (!delta.finishReason.isEmpty())
        finishReason = delta.finishReason;
}

bool Choice::hasContent() const
{
    return !refusal.isEmpty() || std::ranges::any_of(parts, isReadable);
}

bool Choice::saysSomething() const
{
    return !refusal.isEmpty() || std::ranges::any_of(parts, Parlance::saysSomething);
}

void Reply::apply(const Delta &delta)
{
    if (delta.choice >= choices.size())
        choices.resize(delta.choice + 1);
    choices[delta.choice].add(delta);
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
    const auto says = std::ranges::find_if(choices, &Choice::saysSomething);
    if (says != choices.end() && !choices.first().hasContent() && choices.first().finishReason.isEmpty())
        return *says;
    return choices.isEmpty() ? none : choices.first();
}

const Choice &Reply::at(qsizetype place) const
{
    return place > 0 && place < choices.size() ? choices.at(place) : first();
}

bool Reply::hasContent() const
{
    return std::ranges::any_of(choices, &Choice::hasContent);
}

bool Reply::saysSomething() const
{
    return std::ranges::any_of(choices, &Choice::saysSomething);
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
    return debug.nospace() << "Choice(" << choice.parts << ", refusal " << choice.refusal << ", finish "
                           << choice.finishReason << ')';
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
