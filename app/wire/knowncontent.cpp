// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/knowncontent.h"

namespace Parlance {

namespace {

QStringView withoutIndent(QStringView text)
{
    while (!text.isEmpty() && text.front().isSpace())
        text = text.sliced(1);
    return text;
}

QString rest(const QString &whole, const QString &known, bool hasPieces)
{
    const QStringView inner = withoutIndent(known);
    const QStringView told = inner.isEmpty() ? QStringView(whole) : withoutIndent(whole);
    if (told.startsWith(inner))
        return told.sliced(inner.size()).toString();
    return hasPieces || inner.startsWith(told.trimmed()) ? QString() : whole;
}

} // namespace

Delta newIn(const Delta &restating, const Reply &reply, bool hasPieces)
{
    const Choice known = reply.choices.value(restating.choice);
    Delta delta = restating;
    delta.restates = false;
    delta.text = rest(restating.text, known.text(), hasPieces);
    delta.reasoning = rest(restating.reasoning, known.reasoning(), hasPieces);
    delta.refusal = rest(restating.refusal, known.refusal, hasPieces);
    delta.whole.removeIf([&known](const Part &part) { return known.parts.contains(part); });
    const QList<ToolCall> calls = partsOf<ToolCall>(known.parts);
    for (ToolCallDelta &call : delta.toolCalls)
        call.arguments = rest(call.arguments, calls.value(call.index).arguments, true);
    return delta;
}

} // namespace Parlance
