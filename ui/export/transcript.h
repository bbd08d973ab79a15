// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "wire/redaction.h"
#include "workspace/words/errortext.h"

#include <QDateTime>

namespace Parlance {

/// A message of a conversation as it is given away.
struct TranscriptEntry
{
    Role role = Role::User;
    QString author;    ///< "You", or the model that answered
    QString text;      ///< a question's words as they are, or an answer's Markdown
    QString reasoning; ///< Markdown; empty if there is none
    QString thought;   ///< "Thought for 1.2 s"; empty without reasoning
    QList<ToolCall> toolCalls;
    QStringList notes;                ///< quiet words after the answer, such as "Stopped"
    std::optional<ErrorText> failure; ///< in the words of the window
    QStringList facts;                ///< of an answer: gateway, model asked, time, tokens
    QString gateway;                  ///< the name of the gateway that was asked
    QString model;                    ///< the model that was asked
    Reply reply;                      ///< of an answer
};

/// A conversation, or some messages of it, as it is given away: printed, or written to a file. It has what
/// was said, and what is known of how. It never has a header, a key or an address.
struct Transcript
{
    QDateTime exported;
    QList<TranscriptEntry> entries;

    [[nodiscard]] bool isEmpty() const { return entries.isEmpty(); }
};

/// What there is to give away of a lane: its conversation, and the messages of it that are selected.
struct ExportSource
{
    QString lane; ///< its name, where there are several
    Transcript all;
    Transcript selected;
};

/// The messages `turns`, without a key.
[[nodiscard]] Transcript transcriptOf(
    const Conversation &conversation, const QList<Conversation::TurnId> &turns, const Redaction &redaction);

} // namespace Parlance
