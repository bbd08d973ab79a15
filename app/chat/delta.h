// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "chat/message.h"
#include "chat/usage.h"

#include <QList>

namespace Parlance {

/// A piece of one tool call. `index` is the call's place in its choice, counted from 0 in order of arrival;
/// the decoders ensure this whatever the server numbers. An empty `id` or `name` leaves the known value, and
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
/// to `toolCalls`. An event with another order becomes several deltas, and so may a plain answer.
struct Delta
{
    int choice = 0;
    QString reasoning;
    /// Sealed blocks of the reasoning received so far, and parts that arrive whole: images, files, others.
    QList<Part> whole;
    QString text;
    QString refusal;
    QList<ToolCallDelta> toolCalls;
    QString finishReason; ///< as the server spells it; empty if unknown
    QString model;        ///< the answering model, if the server names it
    QString id;           ///< the server's id for the answer
    std::optional<Usage> usage;
    std::optional<ChatError> error; ///< the stream failed at this point
    bool end = false;               ///< the dialect's end mark ([DONE], message_stop) was read
    bool restates = false;          ///< tells the choice from its beginning, with what is known of it

    bool operator==(const Delta &) const = default;

    /// True if the delta carries content that a person can read. Time to first token counts from such a
    /// delta; the empty content of the first frame is not one (RL-13).
    [[nodiscard]] bool hasContent() const;
};

/// All deltas of a choice as one that restates it.
[[nodiscard]] Delta restated(const QList<Delta> &deltas);

QDebug operator<<(QDebug debug, const ToolCallDelta &delta);
QDebug operator<<(QDebug debug, const Delta &delta);

} // namespace Parlance
