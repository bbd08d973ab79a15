// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/answerwriter.h"

#include <QHash>

class QTextDocument;

namespace Parlance {

class MessageRecords;
class TextStyle;

/// The messages that are not written yet, as nobody has come near them: each stands in the document as an
/// empty block, and is written in the place of that.
class DeferredMessages
{
public:
    /// All three belong to the caller. The records say which message is a question, and its words.
    DeferredMessages(QTextDocument *document, const TextStyle &style, const MessageRecords &records);

    void clear();
    /// Keeps what is to be written of an answer.
    void keep(int turn, const AnswerWriter::Gathered &answer) { m_answers.insert(turn, answer); }

    /// The first block that stands for a message; invalid if there is none.
    [[nodiscard]] QTextBlock first();
    /// Writes the message that `block` stands for. What is before and after the block stays.
    void write(const QTextBlock &block);

private:
    void writeAnswer(DocumentWriter &writer, int turn, const QTextBlock &block);

    QTextDocument *m_document;
    const TextStyle &m_style;
    const MessageRecords &m_records;
    QHash<int, AnswerWriter::Gathered> m_answers;
    int m_writtenUpTo = 0; ///< nothing above this place is deferred
};

} // namespace Parlance
