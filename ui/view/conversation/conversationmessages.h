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

/// Writes the messages of a conversation into a document: the user's words unchanged, answers as Markdown
/// that grows at its end, and below them errors, cards and notes.
///
/// Text may arrive in any pieces and at any rate: it is gathered and written 20 to 60 times a second, and the
/// cost of a piece does not depend on the length of the conversation. A message given whole stays an empty
/// block until `write()` is called for it. Nothing runs while nothing arrives. `turn` is the caller's number
/// for a message, 0 or more.
class ConversationMessages : public QObject
{
    Q_OBJECT

public:
    enum class End {
        Complete,
        Stopped,    ///< by the user; a short mark says so
        Incomplete, ///< the stream broke off; a short mark says so
        Failed,     ///< the caller adds the error
    };

    /// An error in the conversation. All but the title may be empty.
    struct ErrorCard
    {
        QString title = {};   ///< what happened, in the user's language
        QString advice = {};  ///< what to do
        QString message = {}; ///< the server's own words
        QString facts = {};   ///< status, code, request id
        bool retry = false;   ///< offer to try again
    };

    /// What came with a question: a picture by its bytes, shown small, with a line below; or the line alone.
    struct Enclosure
    {
        QString text;
        QByteArray picture = {};
    };

    /// `document` must be empty, and only this may write into it. `style` belongs to the caller, who may
    /// change it at any time.
    ConversationMessages(QTextDocument *document, const TextStyle &style, QObject *parent = nullptr);

    void clear();

    /// Sets which version of a message this is, from 1, and how many there are; several can be stepped
    /// through. `note` is shown beside them. Call before the message is added.
    void setVersions(int turn, int index, int count, const QString &note = {});

    /// Adds the user's words unchanged, and below them what came with them.
    void addQuestion(int turn, const QString &text, const QList<Enclosure> &enclosures = {});

    /// Begins the answer that `appendReasoning()` and `appendText()` extend, until `endAnswer()` or until
    /// another message is added.
    void beginAnswer(int turn);
    /// Loads what the first code in an answer needs, which would hold up its frame for a few milliseconds.
    /// `beginAnswer()` does this, too. Has no effect the second time.
    void prepareCode();
    void appendReasoning(QStringView text);
    void appendText(QStringView text);
    /// Begins a box of code of that language, which `appendCode()` extends.
    void beginCode(const QString &title, const QString &language);
    void appendCode(QStringView text);
    /// Sets how long the reasoning took, for an answer that is shown again; a streamed one is measured.
    void setThinkingTime(std::chrono::milliseconds time);
    void endAnswer(End end);

    /// Appends an error.
    void addError(int turn, const ErrorCard &error);
    /// Begins a message of the user's that consists of cards, such as results of tools; `text` stands for it
    /// where it is copied. Call `endCards()` after its cards.
    void beginCards(int turn, const QString &text);
    void endCards(int turn);
    /// Appends a box with a title and `text` as code of that language.
    void addCard(int turn, const QString &title, const QString &language, const QString &text);
    /// Appends a short note in the secondary colour.
    void addNote(int turn, const QString &text);
    /// Appends the link that asks again.
    void addRetry(int turn);
    /// Appends a note with a link before it. A click on it asks for the result of this call.
    void addResultLink(int turn, int call, const QString &link, const QString &text);

    /// Writes another text into these links of an answer.
    void renameResultLinks(int turn, const QString &link);

    /// True between the begin and the end of an answer.
    [[nodiscard]] bool isStreaming() const { return m_streaming; }
    /// True while streaming if part of the answer is in the document.
    [[nodiscard]] bool isWriting() const { return m_streaming && m_answer->hasWritten(); }
    /// True while given text is not in the document yet.
    [[nodiscard]] bool hasPending() const { return m_answer && m_answer->hasPending(); }

    /// Writes all gathered text at once.
    void flush();
    /// Gives the last message its place in the document, as if another followed.
    void settle();
    /// Writes the message that this empty block stands for.
    void write(const QTextBlock &block);
    /// Writes deferred messages until `deadline`. Returns true if none is left.
    bool writeDeferred(const QDeadlineTimer &deadline);

    [[nodiscard]] const MessageRecords &records() const { return m_records; }
    /// The text of a message: a question unchanged, an answer as plain text without its reasoning.
    [[nodiscard]] QString text(int turn) const;

Q_SIGNALS:
    /// A question or an answer was begun at the end.
    void begun();
    /// A deferred message was added as an empty block.
    void deferred();
    /// The document is about to change.
    void aboutToWrite();
    /// The document changed: text after `place` moved by `by` characters; text up to it did not move, though
    /// the document may be shorter now.
    void written(int place, int by);
    /// A slice of the given text is in the document, but not laid out.
    void changed();
    /// All given text is in the document. Emitted once per burst, after `changed()`.
    void settled();
    /// An event to announce to users of assistive technology.
    void announced(const QString &message);

private:
    void setUpDocument();
    void schedule();
    void writeFrame();
    bool writeAnswer(const QDeadlineTimer &deadline);
    void defer(int turn, qsizetype length);
    void addBlock(const BlockLook &look, const QList<Run> &runs);
    void addEnclosure(int turn, const Enclosure &enclosure);
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
    std::chrono::milliseconds m_pace; ///< from one frame to the next
};

} // namespace Parlance
