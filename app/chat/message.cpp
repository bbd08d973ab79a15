// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/message.h"

#include <algorithm>

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

Message Message::of(Role role, const QString &text)
{
    Message message{.role = role};
    addText(message.parts, text);
    return message;
}

Message Message::prompt(const QString &text, const QList<Part> &attachments)
{
    Message message{.role = Role::User, .parts = attachments};
    addText(message.parts, text);
    return message;
}

Message Message::result(const QString &callId, const QString &text)
{
    return {.role = Role::Tool, .parts = {ToolResult{.callId = callId, .text = text}}};
}

Message Message::of(const QList<ToolResult> &results)
{
    return {.role = Role::Tool, .parts = QList<Part>(results.cbegin(), results.cend())};
}

QString Message::text() const
{
    if (role != Role::Tool)
        return textOf(parts);
    QString all;
    for (const ToolResult &result : results())
        all += result.text;
    return all;
}

QList<Part> Message::attachments() const
{
    QList<Part> attachments;
    std::ranges::copy_if(parts, std::back_inserter(attachments), isAttachment);
    return attachments;
}

bool Message::isBlank() const
{
    return std::ranges::all_of(parts, [](const Part &part) {
        const auto *text = std::get_if<TextPart>(&part);
        return text && text->text.trimmed().isEmpty();
    });
}

QString Message::toolCallId() const
{
    return results().value(0).callId;
}

QDebug operator<<(QDebug debug, Role role)
{
    const QDebugStateSaver saver(debug);
    return debug.noquote() << roleName(role);
}

QDebug operator<<(QDebug debug, const Message &message)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Message(" << message.role << ", " << message.parts << ')';
}

} // namespace Parlance
