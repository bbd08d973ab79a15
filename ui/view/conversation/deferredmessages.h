// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/answerwriter.h"

#include <QHash>

class QTextDocument;

namespace Parlance {

class MessageRecords;
class TextStyle;

/// The messages that are not written yet because they have not come near the screen. An empty block in the
/// document stands for each, until the message replaces it.
class DeferredMessages
{
public:
    /// All arguments belong to the caller. The records tell questions from answers and hold the questions'
    /// text.
    DeferredMessages(QTextDocument *document, const TextStyle &style, const MessageRecords &records);

    void clear();
    /// Keeps the text of an answer to write later.
    void keep(int turn, const AnswerWriter::Gathered &answer) { m_answers.insert(turn, answer); }

    /// The first block that stands for a message; invalid if there is none.
    [[nodiscard]] QTextBlock first();
    /// Replaces `block` with its message; the blocks before and after it stay.
    void write(const QTextBlock &block);

private:
    void writeAnswer(DocumentWriter &writer, int turn, const QTextBlock &block);

    QTextDocument *m_document;
    const TextStyle &m_style;
    const MessageRecords &m_records;
    QHash<int, AnswerWriter::Gathered> m_answers;
    int m_writtenUpTo = 0; ///< no deferred message is before this position
};

} // namespace Parlance
