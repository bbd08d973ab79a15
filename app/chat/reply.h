// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/delta.h"
#include "chat/message.h"
#include "chat/timing.h"

namespace Parlance {

/// One of the `n` answers of a reply.
struct Choice
{
    QList<Part> parts = {}; ///< in the order in which they came
    QString refusal = {};
    QString finishReason = {};

    bool operator==(const Choice &) const = default;

    /// All that its texts say, and all that was thought, each in one piece.
    [[nodiscard]] QString text() const { return textOf(parts); }
    [[nodiscard]] QString reasoning() const { return reasoningOf(parts); }
    [[nodiscard]] QList<ToolCall> toolCalls() const { return partsOf<ToolCall>(parts); }

    /// Adds a delta of this choice. Text and reasoning go on in the last part if that is of their kind, and
    /// begin a new one otherwise; pieces of tool calls are assembled by their index; a sealed block is
    /// what the newest reasoning ends with, and stays unsealed where it is not.
    void add(const Delta &delta);

    [[nodiscard]] bool hasContent() const;
    [[nodiscard]] bool saysSomething() const;
};

/// Everything one exchange brought, complete or not. It only ever grows: an error or a stop leaves what was
/// there.
struct Reply
{
    enum class State {
        Streaming,  ///< more may come
        Complete,   ///< ended as its dialect ends an answer
        Incomplete, ///< the stream broke off without an end mark or a finish reason (X-02)
        Stopped,    ///< the user stopped it
        Failed      ///< `error` says why
    };

    State state = State::Streaming;
    QList<Choice> choices;
    QString model; ///< the model that answered; empty where the server does not say
    QString id;
    QString requestId;
    Usage usage;
    Timing timing;
    std::optional<ChatError> error;

    bool operator==(const Reply &) const = default;

    /// Adds a delta: its content to the delta's choice.
    void apply(const Delta &delta);

    /// The first choice, or an empty one.
    [[nodiscard]] const Choice &first() const;
    [[nodiscard]] bool hasContent() const;
    /// True if there is anything but reasoning: text, a refusal, a call.
    [[nodiscard]] bool saysSomething() const;
    /// True if it answers its question, be it with nothing: reasoning alone does not, and it is not sent
    /// back.
    [[nodiscard]] bool answers() const;
};

QDebug operator<<(QDebug debug, Reply::State state);
QDebug operator<<(QDebug debug, const Choice &choice);
QDebug operator<<(QDebug debug, const Reply &reply);

} // namespace Parlance
