// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/delta.h"
#include "wire/dialects/contentreading.h"
#include "wire/dialects/toolcallslots.h"

namespace Parlance {

/// Reads the content of one choice of Chat Completions: that of its deltas, of its messages, and what stands
/// beside these.
///
/// Any text may be wrapped (`wordsIn()`). Text is `content`, or else `text`, or the transcript of audio;
/// reasoning is the first of several fields that has any, or else what their details say. What nobody reads
/// is named once (`UnreadMembers`).
class ChatContent
{
public:
    /// What the fields of a delta or a message add, except tool calls; at least one delta. Reasoning and
    /// whole parts come before text in a delta, so after text they begin another.
    [[nodiscard]] QList<Delta> read(const QJsonObject &fields);
    /// What stands beside delta and message in a choice.
    [[nodiscard]] QList<Part> unreadBeside(const QJsonObject &choice);

private:
    void readMore(const QJsonObject &fields, QList<Delta> &deltas);
    void readContent(const QJsonValue &content, QList<Delta> &deltas);
    void readPart(const QJsonObject &part, QList<Delta> &deltas);
    void readAudio(const QJsonObject &audio, QList<Delta> &deltas);

    UnreadMembers m_unread;
};

/// The tool calls of a delta, a message or a choice; `function_call` is the older form of one.
[[nodiscard]] QList<ToolCallPiece> readToolCalls(const QJsonObject &fields);

} // namespace Parlance
