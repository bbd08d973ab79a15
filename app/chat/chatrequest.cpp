// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatrequest.h"

namespace Parlance {

namespace {

template <typename T>
void print(QDebug &debug, const char *name, const std::optional<T> &value)
{
    if (value)
        debug << ", " << name << ' ' << *value;
}

} // namespace

QDebug operator<<(QDebug debug, const ChatRequest &request)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "ChatRequest(" << request.model << ", system " << request.system << ", "
                    << request.messages
                    << (!request.sendsStream ? ""
                           : request.stream  ? ", stream"
                                             : ", plain");
    print(debug, "max_tokens", request.maxTokens);
    print(debug, "temperature", request.temperature);
    print(debug, "top_p", request.topP);
    print(debug, "n", request.n);
    if (!request.stop.isEmpty())
        debug << ", stop " << request.stop;
    for (const Tool &tool : request.tools)
        debug << ", tool " << tool.name;
    if (!request.toolChoice.isEmpty())
        debug << ", tool choice " << request.toolChoice;
    print(debug, "thinking", request.thinkingTokens);
    if (!request.extra.isEmpty())
        debug << ", extra " << request.extra;
    return debug << ')';
}

} // namespace Parlance
