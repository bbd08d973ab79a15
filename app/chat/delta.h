// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "chat/message.h"
#include "chat/usage.h"

#include <QList>

namespace Parlance {

/// A piece of one tool call. `index` is the call's place in its choice, counted from 0 in order of arrival
/// (the decoders see to that, whatever the wire says); an empty `id` or `name` leaves what is known,
/// `arguments` are appended.
struct ToolCallDelta
{
    int index = 0;
    QString id;
    QString name;
    QString arguments;

    bool operator==(const ToolCallDelta &) const = default;
};

/// What one event of the stream adds to one choice of a reply, in the order of the members from `reasoning`
/// to `toolCalls`. An event that says it in another order is several deltas, and so is a plain answer.
struct Delta
{
    int choice = 0;
    QString reasoning;
    /// Blocks of the reasoning told so far, now sealed; and what comes in one piece: pictures, files, others.
    QList<Part> whole;
    QString text;
    QString refusal;
    QList<ToolCallDelta> toolCalls;
    QString finishReason; ///< as the server spells it; empty while unknown
    QString model;        ///< the model that answers, where the server names it
    QString id;           ///< the server's id of the answer
    std::optional<Usage> usage;
    std::optional<ChatError> error; ///< the stream failed here
    bool end = false;               ///< the dialect's end mark ([DONE], message_stop)

    bool operator==(const Delta &) const = default;

    /// True if it carries something a person can read: what time to first token counts (RL-13: the first
    /// frame's empty content is not it).
    [[nodiscard]] bool hasContent() const;
};

QDebug operator<<(QDebug debug, const ToolCallDelta &delta);
QDebug operator<<(QDebug debug, const Delta &delta);

} // namespace Parlance
