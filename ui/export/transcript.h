// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "wire/redaction.h"
#include "workspace/words/errortext.h"

#include <QDateTime>

namespace Parlance {

/// A message of an exported conversation.
struct TranscriptEntry
{
    Role role = Role::User;
    QString author;    ///< "You", or the model that answered
    QString text;      ///< a question's text as typed, or an answer's Markdown
    QString reasoning; ///< Markdown; empty if there is none
    QString thought;   ///< "Thought for 1.2 s"; empty without reasoning
    QList<ToolCall> toolCalls;
    QList<ToolCall> cutCalls;         ///< calls that were cut off, with what arrived
    QStringList notes;                ///< short notes after the answer, such as "Stopped"
    std::optional<ErrorText> failure; ///< in the words of the window
    QStringList facts;                ///< of an answer: gateway, requested model, time, tokens
    QString gateway;                  ///< the gateway's name
    QString model;                    ///< the requested model
    bool isReplay = false;            ///< of an answer: a capture was played
    Reply reply;                      ///< of an answer
    Choice said;                      ///< of an answer: which of the reply's answers it is
};

/// A conversation, or some of its messages, to print or to write to a file: what was said and its metadata.
/// Never holds a header, a key or an address.
struct Transcript
{
    QDateTime exported;
    QList<TranscriptEntry> entries;

    [[nodiscard]] bool isEmpty() const { return entries.isEmpty(); }
};

/// What a lane can export: its conversation and the selected messages.
struct ExportSource
{
    QString lane; ///< the lane's name if there are several
    Transcript all;
    Transcript selected;
};

/// The messages `turns`, without keys.
[[nodiscard]] Transcript transcriptOf(
    const Conversation &conversation, const QList<Conversation::TurnId> &turns, const Redaction &redaction);

} // namespace Parlance
