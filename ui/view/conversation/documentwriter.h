// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdowndocument.h"
#include "view/conversation/codehighlighter.h"
#include "view/conversation/textstyle.h"

#include <QTextBlock>
#include <QTextCursor>

namespace Parlance {

/// Writes blocks at the end of a text document, or in the place of one empty block of it. A text that is
/// still arriving is a section; only the end of the last section is ever edited, and of that only what has
/// changed, so a selection above it (and one in it, up to the first changed character) stays as it is.
class DocumentWriter
{
public:
    /// Writes at the end of a document that is empty. `style` belongs to the caller, and may be changed for
    /// another at any time.
    DocumentWriter(QTextDocument &document, const TextStyle &style);
    /// Writes in the place of `empty`, after the blocks before it; what follows it stays.
    DocumentWriter(QTextDocument &document, const TextStyle &style, const QTextBlock &empty);

    void clear();

    /// A message above, that ends with `last`, has been written in a place that was so many characters
    /// shorter.
    void wroteAbove(const QTextBlock &last, int characters);

    /// Adds a block that is final.
    void addBlock(BlockLook look, const QList<Run> &runs);
    /// Adds a box of code that is final, with a title above it.
    void addCode(int turn, const QString &title, const QString &language, const QString &code);
    /// Adds the line that folds the reasoning below it, and changes its words.
    QTextBlock addFold(int turn, const QString &text);
    void setFoldText(const QTextBlock &fold, const QString &text);

    /// Begins a section of Markdown. `nesting` is put around its blocks ("r" for reasoning), `role` is that
    /// of its text.
    void beginSection(int turn, const QByteArray &nesting = {}, RunLook::Role role = RunLook::Role::Body);
    /// Writes a change of the section's text, in one edit of the document.
    void write(const MarkdownChange &change);

    /// True if blocks added from now on are hidden.
    void setHidden(bool hidden) { m_hidden = hidden; }

private:
    /// A block of the section that may still change.
    struct Written
    {
        int position = 0; ///< in the document
        BlockLook look = {};
        QList<Run> runs = {};
        CodeHighlighter::State state = {}; ///< after a line of code
    };

    void writeBlock(qsizetype index, const MarkdownBlock &block, qsizetype &shift);
    void keepImage(const QByteArray &bytes, BlockLook &look);
    void updateText(Written &written, const BlockLook &look, const QList<Run> &runs, qsizetype &shift);
    void appendText(const BlockLook &look, const QList<Run> &runs);
    void removeFrom(qsizetype index);
    void removeText(int position);
    void freeze(qsizetype count);

    void respace(const QTextBlock &block);
    [[nodiscard]] int end() const;
    [[nodiscard]] QTextBlock lastBlock() const;
    [[nodiscard]] int groupOf(const BlockLook &look, qsizetype index) const;
    [[nodiscard]] BlockLook lookOf(const MarkdownBlock &block, qsizetype index) const;
    [[nodiscard]] QList<Run> runsOf(
        const MarkdownBlock &block, qsizetype index, CodeHighlighter::State &state);
    [[nodiscard]] const BlockLook &lookBefore(qsizetype index) const
    {
        return index > 0 ? m_live.at(index - 1).look : m_before;
    }
    [[nodiscard]] bool atStart() const;
    void insertRuns(const QList<Run> &runs);

    QTextDocument &m_document;
    const TextStyle &m_style;
    QTextCursor m_cursor;
    int m_begin = 0;     ///< where the first block stands
    int m_after = 0;     ///< how many characters follow the place that is written at
    bool m_fresh = true; ///< an empty block is there to be used
    bool m_hidden = false;
    BlockLook m_before; ///< the last block that is final
    CodeHighlighter::State m_stateBefore;

    int m_turn = -1;
    QByteArray m_nesting;
    RunLook::Role m_role = RunLook::Role::Body;
    qsizetype m_base = 0; ///< the section's index of the first live block
    QList<Written> m_live;
};

/// The runs of inline text.
[[nodiscard]] QList<Run> runsOfSpans(const MarkdownSpans &spans, RunLook look);

} // namespace Parlance
