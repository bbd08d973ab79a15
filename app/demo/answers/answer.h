// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QStringList>

namespace Parlance::Demo {

/// A call that the gateway makes at an MCP server by itself.
struct ServerCall
{
    ToolCall call;
    QString server; ///< its name in the request
    ToolResult result;

    bool operator==(const ServerCall &) const = default;
};

/// An answer of the embedded gateway, independent of any dialect.
struct Answer
{
    QString reasoning;                             ///< empty for a tier without reasoning
    QString text;                                  ///< Markdown
    QString finishReason = QStringLiteral("stop"); ///< or "length", "tool_calls", "pause"
    QString stopSequence = {};                     ///< the stop sequence that ended it; empty if none did
    QList<ToolCall> toolCalls = {};                ///< the tool calls that it makes instead of text
    QList<ServerCall> serverCalls = {};            ///< before its text

    bool operator==(const Answer &) const = default;
};

/// Splits a text into the tokens that are streamed: words with the space before them, punctuation, single
/// ideographs. Joined they give the text again; no character is split.
[[nodiscard]] QStringList tokens(const QString &text);

/// The answer with at most `maxTokens` tokens of text. Sets the finish reason "length" if some were cut off
/// (RF-12). Reasoning does not count.
[[nodiscard]] Answer capped(const Answer &answer, qsizetype maxTokens);

/// The answer up to the first stop sequence in its text, without the sequence (RL-10).
[[nodiscard]] Answer stopped(const Answer &answer, const QStringList &sequences);

} // namespace Parlance::Demo
