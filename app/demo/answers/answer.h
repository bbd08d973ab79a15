// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QStringList>

namespace Parlance::Demo {

/// An answer of the embedded gateway before any dialect spells it.
struct Answer
{
    QString reasoning;                             ///< empty for a tier that shows none
    QString text;                                  ///< Markdown
    QString finishReason = QStringLiteral("stop"); ///< or "length", "tool_calls"
    QString stopSequence = {};                     ///< which one ended it; empty if none did
    QList<ToolCall> toolCalls = {};                ///< what it asks for instead of saying a text

    bool operator==(const Answer &) const = default;
};

/// Cuts a text into the tokens that it is streamed by: words with the space before them, signs, single
/// ideographs. Joined they are the text again; no character is cut in two.
[[nodiscard]] QStringList tokens(const QString &text);

/// The answer with at most `maxTokens` tokens of text and, if some were cut off, the finish reason "length"
/// (RF-12). The reasoning does not count.
[[nodiscard]] Answer capped(const Answer &answer, qsizetype maxTokens);

/// The answer up to the first of the stop sequences in its text, which is left out itself (RL-10).
[[nodiscard]] Answer stopped(const Answer &answer, const QStringList &sequences);

} // namespace Parlance::Demo
