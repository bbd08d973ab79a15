// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/assistant.h"

#include "demo/answers/composer.h"
#include "demo/answers/tier.h"
#include "demo/tools/toolpicker.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

QString reasoningOf(const QList<ToolCall> &calls)
{
    QStringList names;
    for (const ToolCall &call : calls)
        names += u"`%1`"_s.arg(call.name);
    names.removeDuplicates();
    return u"The question shares words with the name or the description of %1, so I ask for that first."_s
        .arg(names.join(u" and "_s));
}

Answer calling(QList<ToolCall> calls, const Depth &depth, const QString &id)
{
    for (qsizetype i = 0; i < calls.size(); ++i)
        calls[i].id = u"%1_%2"_s.arg(id).arg(i + 1);
    return {.reasoning = depth.reasoning ? reasoningOf(calls) : QString(),
        .text = {},
        .finishReason = u"tool_calls"_s,
        .toolCalls = calls};
}

} // namespace

QList<Answer> replies(
    const Composer &composer, const ChatRequest &request, const Depth &depth, const Asked &asked)
{
    const QList<ToolCall> calls = pickCalls(request, asked.toolChoice);
    QList<Answer> answers;
    for (int i = 0; i < request.n.value_or(1); ++i) {
        Depth varied = depth;
        varied.variant = i;
        answers.append(calls.isEmpty() ? composer.compose(request, varied)
                                       : calling(calls, depth, u"%1_%2"_s.arg(asked.callId).arg(i + 1)));
    }
    return answers;
}

} // namespace Parlance::Demo
