// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QList>
#include <QString>

namespace Parlance {

enum class Role { System, User, Assistant, Tool };

/// The role's name on the wire: "system", "user", "assistant", "tool".
[[nodiscard]] QString roleName(Role role);

/// A call of a tool that the model asks for. `arguments` is the JSON text as it arrived, which may be
/// cut off or invalid; whoever runs the tool parses it.
struct ToolCall
{
    QString id;
    QString name;
    QString arguments;

    bool operator==(const ToolCall &) const = default;
};

/// A block of reasoning that its server has sealed. It means something only as a whole, to that server, in
/// the turn whose tool calls it led to: there it goes back unchanged.
struct SealedReasoning
{
    QString text; ///< empty of a redacted block
    QString seal; ///< the signature, or all of a redacted block
    bool redacted = false;

    bool operator==(const SealedReasoning &) const = default;
};

/// One turn of a conversation as it is sent to a model.
struct Message
{
    Role role = Role::User;
    QString content;
    QList<ToolCall> toolCalls;             ///< of an assistant's turn
    QString toolCallId;                    ///< of a tool's turn: the call it answers
    QList<SealedReasoning> reasoning = {}; ///< of an assistant's turn: what led to its tool calls

    bool operator==(const Message &) const = default;
};

QDebug operator<<(QDebug debug, Role role);
QDebug operator<<(QDebug debug, const ToolCall &call);
QDebug operator<<(QDebug debug, const SealedReasoning &reasoning);
QDebug operator<<(QDebug debug, const Message &message);

} // namespace Parlance
