// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdowndocument.h"
#include "markdown/thinktag.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTextBlock>

namespace Parlance {

class DocumentWriter;

/// Writes one answer as it arrives: reasoning and text as separate sections of Markdown, the reasoning below
/// a line that folds it, and boxes of code with a title. Thinking that the text begins with (ThinkTag) is
/// reasoning, too. Gathers text until `write()`.
class AnswerWriter
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::AnswerWriter)

public:
    enum class Section { None, Reasoning, Text, Code };
    struct Piece
    {
        Section section;
        QString text;
        bool begins = false;   ///< a new section, even after one of the same kind
        QString title = {};    ///< of code
        bool retracts = false; ///< it stands in place of all that was written
    };
    /// Text that was given but not written yet.
    struct Gathered
    {
        QList<Piece> pieces;
        qint64 thoughtMs = -1; ///< how long the reasoning took, in milliseconds; -1 if unknown
        bool isBroken = false; ///< the answer ends in its midst

        [[nodiscard]] qsizetype length() const;
    };

    AnswerWriter(DocumentWriter &writer, int turn);
    AnswerWriter(DocumentWriter &writer, int turn, const Gathered &gathered);

    void appendReasoning(QStringView text);
    void appendText(QStringView text);
    /// Begins a box of code, which `appendCode()` extends.
    void beginCode(const QString &title, const QString &language);
    void appendCode(QStringView text);
    /// True if part of the answer is in the document.
    [[nodiscard]] bool hasWritten() const { return m_hasWritten; }
    [[nodiscard]] const Gathered &gathered() const { return m_gathered; }
    /// Sets how long the reasoning took; by default the time from its first piece to the first piece of text.
    void setThinkingTime(std::chrono::milliseconds time);

    /// Ends the answer. Call `write()` until it returns true.
    void finish();
    /// The same in its midst: what is open at its end stays as it is shown while the answer arrives.
    void breakOff();

    /// Writes gathered text in slices until `deadline`. Returns true if nothing is left.
    bool write(const QDeadlineTimer &deadline);

    [[nodiscard]] bool hasPending() const { return !m_gathered.pieces.isEmpty() || m_finishing; }
    [[nodiscard]] int turn() const { return m_turn; }

private:
    void append(Section section, QStringView text);
    void appendParts(const ThinkTag::Parts &parts);
    void endThinking();
    void begin(const Piece &piece);
    void endSection();
    void writeSlice(Piece &piece);
    void writeChange();

    DocumentWriter &m_writer;
    int m_turn;
    Section m_section = Section::None;
    MarkdownDocument m_document;
    Gathered m_gathered;
    ThinkTag m_tag;
    bool m_tagged = false; ///< the text begins with thinking
    QTextBlock m_fold;
    QElapsedTimer m_thinking;
    bool m_hasWritten = false;
    bool m_finishing = false;
};

/// "Thought for 1.2 s"; "Thoughts" for a time that is not known.
[[nodiscard]] QString thoughtText(qint64 milliseconds);

} // namespace Parlance
