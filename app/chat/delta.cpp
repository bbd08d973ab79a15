// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/delta.h"

#include <algorithm>

namespace Parlance {

bool Delta::hasContent() const
{
    return !text.isEmpty() || !reasoning.isEmpty() || !refusal.isEmpty() || !toolCalls.isEmpty() ||
           std::ranges::any_of(whole, saysSomething);
}

Delta restated(const QList<Delta> &deltas)
{
    Delta all = deltas.isEmpty() ? Delta() : deltas.first();
    for (const Delta &delta : deltas.sliced(std::min(qsizetype(1), deltas.size()))) {
        all.reasoning += delta.reasoning;
        all.whole += delta.whole;
        all.text += delta.text;
        all.refusal += delta.refusal;
        all.toolCalls += delta.toolCalls;
        if (!delta.finishReason.isEmpty())
            all.finishReason = delta.finishReason;
        if (!delta.model.isEmpty())
            all.model = delta.model;
        if (!delta.id.isEmpty())
            all.id = delta.id;
        if (delta.usage)
            all.usage = delta.usage;
    }
    all.restates = true;
    return all;
}

QDebug operator<<(QDebug debug, const ToolCallDelta &delta)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "ToolCallDelta(" << delta.index << ", " << delta.id << ", " << delta.name
                           << ", " << delta.arguments << ')';
}

QDebug operator<<(QDebug debug, const Delta &delta)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Delta(choice " << delta.choice << ", reasoning " << delta.reasoning << ", "
                    << delta.whole << ", text " << delta.text << ", refusal " << delta.refusal << ", "
                    << delta.toolCalls << ", finish " << delta.finishReason << ", model " << delta.model
                    << ", id " << delta.id;
    if (delta.usage)
        debug << ", " << *delta.usage;
    if (delta.error)
        debug << ", " << *delta.error;
    return debug << (delta.restates ? ", restates" : "") << (delta.end ? ", end)" : ")");
}

} // namespace Parlance
