// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/delta.h"
#include "chat/message.h"
#include "chat/timing.h"

namespace Parlance {

/// One of the `n` answers of a reply.
struct Choice
{
    QList<Part> parts = {}; ///< in order of arrival
    QString refusal = {};
    QString finishReason = {};

    bool operator==(const Choice &) const = default;

    /// All text, or all reasoning, joined.
    [[nodiscard]] QString text() const { return textOf(parts); }
    [[nodiscard]] QString reasoning() const { return reasoningOf(parts); }
    /// The calls that arrived whole.
    [[nodiscard]] QList<ToolCall> toolCalls() const { return partsOf<ToolCall>(wholeParts()); }
    /// The others, with what arrived of them: never to be offered as calls.
    [[nodiscard]] QList<ToolCall> cutCalls() const;
    /// All parts but the calls that are cut.
    [[nodiscard]] QList<Part> wholeParts() const;
    /// True for the index of a call that was cut off, or is still arriving: its arguments leave a string, a
    /// list or an object open. A call without arguments is cut if it is the last part, and the answer did not
    /// end by itself.
    [[nodiscard]] bool isCut(qsizetype part) const;

    /// Adds a delta of this choice. Text and reasoning extend the last part if it has the same kind, and
    /// begin a new part otherwise. Pieces of tool calls are assembled by index. A sealed block seals the end
    /// of the newest reasoning if the texts match; otherwise that stays unsealed.
    void add(const Delta &delta);

    [[nodiscard]] bool hasContent() const;
    [[nodiscard]] bool saysSomething() const;
};

/// Everything that one exchange brought, complete or not. A reply only grows: an error or a stop keeps what
/// arrived before.
struct Reply
{
    enum class State {
        Streaming,  ///< more may come
        Complete,   ///< ended by the rules of its dialect
        Incomplete, ///< the stream broke off without an end mark or a finish reason (X-02)
        Stopped,    ///< the user stopped it
        Failed      ///< `error` says why
    };

    State state = State::Streaming;
    QList<Choice> choices;
    QString model; ///< the answering model; empty if the server does not name it
    QString id;
    QString requestId;
    Usage usage;
    Timing timing;
    std::optional<ChatError> error;

    bool operator==(const Reply &) const = default;

    /// Adds a delta to its choice and to the members of the reply, as a piece even if it restates.
    void apply(const Delta &delta);

    /// The first choice, or an empty one without choices. If the server told nothing of choice 0, the first
    /// that says something.
    [[nodiscard]] const Choice &first() const;
    /// The choice at this place in `choices`; `first()` for 0, and for a place that is not there.
    [[nodiscard]] const Choice &at(qsizetype place) const;
    [[nodiscard]] bool hasContent() const;
    /// True if the reply has more than reasoning: text, a refusal, a call.
    [[nodiscard]] bool saysSomething() const;
    /// True if the reply counts as an answer, even an empty one. Reasoning alone does not, and is not sent
    /// back.
    [[nodiscard]] bool answers() const;
};

QDebug operator<<(QDebug debug, Reply::State state);
QDebug operator<<(QDebug debug, const Choice &choice);
QDebug operator<<(QDebug debug, const Reply &reply);

} // namespace Parlance
