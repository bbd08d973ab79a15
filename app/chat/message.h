// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/part.h"

namespace Parlance {

enum class Role { System, User, Assistant, Tool };

/// The role's name on the wire: "system", "user", "assistant", "tool".
[[nodiscard]] QString roleName(Role role);

/// One turn of a conversation as sent to a model.
struct Message
{
    Role role = Role::User;
    QList<Part> parts = {}; ///< in order

    bool operator==(const Message &) const = default;

    /// A turn with one text; without parts if the text is empty.
    [[nodiscard]] static Message of(Role role, const QString &text);
    /// A user's turn: the attachments, then the text, the order that models read best.
    [[nodiscard]] static Message prompt(const QString &text, const QList<Part> &attachments);
    /// A tool's turn: the result of a call.
    [[nodiscard]] static Message result(const QString &callId, const QString &text);
    /// The same with the results of all calls of a turn.
    [[nodiscard]] static Message of(const QList<ToolResult> &results);

    /// All texts of the turn or, for a tool's turn, its results, joined.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QList<ToolCall> toolCalls() const { return partsOf<ToolCall>(parts); }
    /// The images and files of the turn.
    [[nodiscard]] QList<Part> attachments() const;
    /// True for a turn with nothing but white space.
    [[nodiscard]] bool isBlank() const;
    /// The results of a tool's turn.
    [[nodiscard]] QList<ToolResult> results() const { return partsOf<ToolResult>(parts); }
    /// The id of the first call that a tool's turn answers; empty for other turns.
    [[nodiscard]] QString toolCallId() const;
};

QDebug operator<<(QDebug debug, Role role);
QDebug operator<<(QDebug debug, const Message &message);

} // namespace Parlance
