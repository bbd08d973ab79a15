// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/part.h"

namespace Parlance {

enum class Role { System, User, Assistant, Tool };

/// The role's name on the wire: "system", "user", "assistant", "tool".
[[nodiscard]] QString roleName(Role role);

/// One turn of a conversation as it is sent to a model.
struct Message
{
    Role role = Role::User;
    QList<Part> parts = {}; ///< in the order in which they were said

    bool operator==(const Message &) const = default;

    /// A turn of one text, or of nothing if the text is empty.
    [[nodiscard]] static Message of(Role role, const QString &text);
    /// A tool's turn: what it gave for a call.
    [[nodiscard]] static Message result(const QString &callId, const QString &text);

    /// What the turn says: all its texts or, of a tool's turn, its results.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QList<ToolCall> toolCalls() const { return partsOf<ToolCall>(parts); }
    /// Of a tool's turn: the call it answers.
    [[nodiscard]] QString toolCallId() const;
};

QDebug operator<<(QDebug debug, Role role);
QDebug operator<<(QDebug debug, const Message &message);

} // namespace Parlance
