// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"
#include "wire/recording.h"

#include <QMap>
#include <QStringList>

namespace Parlance {

/// What a part of a request or an answer means, whatever a dialect calls it.
enum class WireField {
    Model,
    System,
    Question, ///< the newest one
    MaxTokens,
    Temperature,
    TopP,
    Stop,
    N,
    Stream,
    Tools,
    ToolChoice,
    Thinking,
    OtherFields, ///< of the request, that mean none of the others
    Status,
    RequestId,
    AnsweringModel,
    AnswerId,
    Reasoning,
    Text,
    FinishReason,
    InputTokens,
    OutputTokens,
    CachedTokens,
    CreditsUsed,
    EndMark
};

/// The meanings of a request, and those of an answer, in the order they are shown.
[[nodiscard]] const QList<WireField> &requestFields();
[[nodiscard]] const QList<WireField> &answerFields();

/// How parts are spelled: each as its place and its value, `messages[0].content: "Hi"`, a long value cut
/// short. An empty list is a part that the dialect knows and that was not sent. What it does not know is not
/// there.
using FieldMapping = QMap<WireField, QStringList>;

/// How the dialect spells a request, found out by changing one thing and looking what changes.
[[nodiscard]] FieldMapping fieldMappingOf(const Dialect &dialect, const ChatRequest &request);

/// How an answer was spelled, found out by looking where in its frames what the dialect reads stands. Each
/// part at its first place; of an error only the head. Of a long stream the first and the last 16 KiB are
/// read, of a plain answer at most 1 MiB.
[[nodiscard]] FieldMapping fieldMappingOf(const Dialect &dialect, const Recording &recording);

} // namespace Parlance
