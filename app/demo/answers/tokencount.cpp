// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/tokencount.h"

#include "chat/chatrequest.h"

namespace Parlance::Demo {

qint64 tokensOf(const Message &message)
{
    qint64 count = tokens(message.text()).size();
    for (const ToolCall &call : message.toolCalls())
        count += tokens(call.name).size() + tokens(call.arguments).size();
    return count;
}

TokenCount counted(const ChatRequest &request, const QList<Answer> &answers)
{
    TokenCount count;
    count.input = tokens(request.system).size();
    for (const Message &message : request.messages)
        count.input += tokensOf(message);
    for (const Answer &answer : answers) {
        const qint64 reasoning = tokens(answer.reasoning).size();
        count.reasoning += reasoning;
        count.output += reasoning + tokens(answer.text).size();
        for (const ToolCall &call : answer.toolCalls)
            count.output += tokens(call.arguments).size();
    }
    return count;
}

} // namespace Parlance::Demo
