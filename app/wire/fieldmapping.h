// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"
#include "wire/recording.h"

#include <QMap>
#include <QStringList>

namespace Parlance {

/// The meaning of a field of a request or an answer, independent of the dialect.
struct WireField
{
    enum Meaning {
        Model,
        System,
        Question,  ///< the newest question
        Parameter, ///< one in `chatParameters()`
        Stream,
        Tools,
        ToolChoice,
        AnswerFormat,
        OtherFields, ///< fields of the request without one of the meanings above
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

    WireField(Meaning is)
        : meaning(is)
    {
    }
    WireField(QLatin1StringView name)
        : meaning(Parameter)
        , parameter(name)
    {
    }

    Meaning meaning;
    QLatin1StringView parameter; ///< its name

    friend bool operator<(const WireField &a, const WireField &b)
    {
        return a.meaning != b.meaning ? a.meaning < b.meaning : a.parameter < b.parameter;
    }
};

/// The meanings in a request, and those in an answer, in the order they are shown.
[[nodiscard]] const QList<WireField> &requestFields();
[[nodiscard]] const QList<WireField> &answerFields();

/// The fields of each meaning, each as path and value, `messages[0].content: "Hi"`, with long values
/// shortened. An empty list means that the dialect knows the field and it was not sent. Meanings that the
/// dialect lacks are missing.
using FieldMapping = QMap<WireField, QStringList>;

/// How the dialect encodes a request. Found by changing one member at a time and comparing the results.
[[nodiscard]] FieldMapping fieldMappingOf(const Dialect &dialect, const ChatRequest &request);

/// How an answer was encoded. Found by searching its frames for the decoded values. Gives each field at its
/// first place; of an error, only the head. Reads the first and last 16 KiB of a long stream, and at most 1
/// MiB of a plain answer.
[[nodiscard]] FieldMapping fieldMappingOf(const Dialect &dialect, const Recording &recording);

} // namespace Parlance
