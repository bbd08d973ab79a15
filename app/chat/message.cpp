// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/message.h"

using namespace Qt::StringLiterals;

namespace Parlance {

QString roleName(Role role)
{
    switch (role) {
    case Role::System:
        return u"system"_s;
    case Role::User:
        return u"user"_s;
    case Role::Assistant:
        return u"assistant"_s;
    case Role::Tool:
        return u"tool"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QDebug operator<<(QDebug debug, Role role)
{
    const QDebugStateSaver saver(debug);
    return debug.noquote() << roleName(role);
}

QDebug operator<<(QDebug debug, const ToolCall &call)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "ToolCall(" << call.id << ", " << call.name << ", " << call.arguments << ')';
}

QDebug operator<<(QDebug debug, const SealedReasoning &reasoning)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "SealedReasoning(" << reasoning.text << ", " << reasoning.seal
                           << (reasoning.redacted ? ", redacted)" : ")");
}

QDebug operator<<(QDebug debug, const Message &message)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Message(" << message.role << ", " << message.content << ", "
                           << message.toolCalls << ", " << message.toolCallId << ", " << message.reasoning
                           << ')';
}

} // namespace Parlance
