// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/answerwriter.h"
#include "view/conversation/deferredmessages.h"
#include "view/conversation/documentwriter.h"
#include "view/conversation/messagerecords.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace Parlance {

/// The messages of a conversation, and how they come into its document: the user's words as they are, answers
/// as Markdown that grows at its end, and below them errors, cards and notes.
///
/// Text may arrive in any pieces and at any rate; it is gathered and written once a frame, and what a piece
/// costs does not depend on how much is there. A message that is given whole stands as an empty block until
/// `write()` is called for it. Nothing runs while nothing arrives. `turn` is the caller's number for a
/// message, 0 or more.
class ConversationMessages : public QObject
{
    Q_OBJECT

public:
    enum class End {
        Complete,
        Stopped,    ///< by the user; a quiet mark says so
        Incomplete, ///< the stream broke off; a quiet mark says so
        Failed,     ///< the caller adds the error
    };

    /// An error in place. All but the title may be empty.
    struct ErrorCard
    {
        QString title = {};   ///< what happened, in the words of the user's language
        QString advice = {};  ///< what to do
        QString message = {}; ///< the server's own words
        QString facts = {};   ///< status, code, request id
        bool retry = false;   ///< offer to try again
    };

    /// `document` is empty, and nobody else writes into it. `style` belongs to the caller, and may be changed
    /// for another at any time.
    ConversationMessages(QTextDocument *document, const TextStyle &style, QObject *parent = nullptr);

    void clear();

    /// Which version of a message this is, from 1, of how many; only of several can another one be asked for.
    /// A note on them stands beside, before the message is added.
    void setVersions(int turn, int index, int count, const QString &note = {});

    /// Adds the user's words, as they are.
    void addQuestion(int turn, const QString &text);

    /// Begins the answer that `appendReasoning()` and `appendText()` add to, until `endAnswer()` or until
    /// something else is added.
    void beginAnswer(int turn);
    void appendReasoning(QStringView text);
    void appendText(QStringView text);
    /// How long the reasoning took, for an answer that is shown again; one that streams is timed as it comes.
    void setThinkingTime(std::chrono::milliseconds time);
    void endAnswer(End end);

    /// Adds an error below what is there.
    void addError(int turn, const ErrorCard &error);
    /// Adds a box below what is there: `text` as code of that language, under a title.
    void addCard(int turn, const QString &title, const QString &language, const QString &text);
    /// Adds a quiet line below what is there.
    void addNote(int turn, const QString &text);

    /// True while an answer has begun and not ended.
    [[nodiscard]] bool isStreaming() const { return m_streaming; }
    /// True while an answer has begun and not ended, and something of it is in the document.
    [[nodiscard]] bool isWriting() const { return m_streaming && m_answer->hasWritten(); }
    /// True while text has been given that is not in the document yet.
    [[nodiscard]] bool hasPending() const { return m_answer && m_answer->hasPending(); }

    /// Writes at once what has been gathered.
    void flush();
    /// Gives the last message its place in the document, as if something were to be added below it.
    void settle();
    /// Writes the message that this empty block stands for.
    void write(const QTextBlock &block);
    /// Writes messages that stand as an empty block, until `deadline`. Returns true if none is left.
    bool writeDeferred(const QDeadlineTimer &deadline);

    [[nodiscard]] const MessageRecords &records() const { return m_records; }
    /// A question as it is, an answer as it would be selected, but without its reasoning.
    [[nodiscard]] QString text(int turn) const;

Q_SIGNALS:
    /// A question or an answer has been begun at the end.
    void begun();
    /// A message has been added that stands as an empty block.
    void deferred();
    /// The document is about to be written.
    void aboutToWrite();
    /// The document has been written. What stood after `place` has moved by `by` characters; what stood at or
    /// before it has not moved, though the document may be shorter now.
    void written(int place, int by);
    /// A slice of what was given is in the document; it is not laid out.
    void changed();
    /// All that has been given is in the document. Emitted once after each burst, after `changed()`.
    void settled();
    /// Something has happened that is to be said to who does not see it.
    void announced(const QString &message);

private:
    void setUpDocument();
    void schedule();
    void writeFrame();
    bool writeAnswer(const QDeadlineTimer &deadline);
    void defer(int turn, qsizetype length);
    void addBlock(const BlockLook &look, const QList<Run> &runs);
    void addVersions(int turn);
    void addEndNote(int turn);
    void announceEnd();

    QTextDocument *m_document;
    const TextStyle &m_style;
    DocumentWriter m_writer;
    MessageRecords m_records;
    DeferredMessages m_deferred;
    std::optional<AnswerWriter> m_answer;
    End m_end = End::Complete;
    bool m_streaming = false;
    QTimer m_frame;
    QElapsedTimer m_sinceFrame;
};

} // namespace Parlance
