// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdowndocument.h"
#include "view/conversation/blockruns.h"
#include "view/conversation/textstyle.h"

#include <QTextBlock>
#include <QTextCursor>

namespace Parlance {

/// Writes blocks at the end of a text document, or in place of an empty block. Text that is still arriving is
/// a section. Edits only the end of the last section, and there only what has changed, so a selection above
/// (and in it, up to the first changed character) stays as it is.
class DocumentWriter
{
public:
    /// Writes at the end of an empty document. `style` belongs to the caller, who may change it at any time.
    DocumentWriter(QTextDocument &document, const TextStyle &style);
    /// Writes in place of `empty`, between the blocks before and after it.
    DocumentWriter(QTextDocument &document, const TextStyle &style, const QTextBlock &empty);

    void clear();

    /// Call after a message above, which ends with `last`, was written in place of text that was `characters`
    /// shorter.
    void wroteAbove(const QTextBlock &last, int characters);

    /// Appends a final block, or several for a long line.
    void addBlock(BlockLook look, const QList<Run> &runs);
    /// Appends a final box of code with a title above.
    void addCode(int turn, const QString &title, const QString &language, const QString &code);
    /// Appends a small picture with a line below, which says why if it cannot be shown.
    void addPicture(int turn, const QByteArray &bytes, const QString &text);
    /// Appends the line that folds the reasoning below it, and changes its text.
    QTextBlock addFold(int turn, const QString &text);
    void setFoldText(const QTextBlock &fold, const QString &text);

    /// Begins a section of Markdown. `nesting` is put around its blocks ("r" for reasoning), `role` is the
    /// role of its text, `title` is shown above its code instead of the language.
    void beginSection(int turn, const QByteArray &nesting = {}, RunLook::Role role = RunLook::Role::Body,
        const QString &title = {});
    /// Writes a change of the section's text in one edit of the document.
    void write(const MarkdownChange &change);

    /// Removes all that was written for the section's turn.
    void removeTurn();

    /// Sets whether blocks added from now on are hidden.
    void setHidden(bool hidden) { m_hidden = hidden; }

private:
    /// A block of the section that may still change.
    struct Written
    {
        int position = 0; ///< in the document
        BlockLook look = {};
        QList<Run> runs = {};
        CodeHighlighter::State state = {}; ///< after this line of code
    };

    void writeBlock(qsizetype index, const MarkdownBlock &block, qsizetype &shift);
    [[nodiscard]] Qt::LayoutDirection directionFor(
        const MarkdownBlock &block, const QList<Run> &runs, qsizetype index) const;
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
    int m_begin = 0;     ///< the position of the first block
    int m_after = 0;     ///< characters after the position that is written at
    bool m_fresh = true; ///< an empty block is ready for use
    bool m_hidden = false;
    BlockLook m_before; ///< the last final block
    CodeHighlighter::State m_stateBefore;

    int m_turn = -1;
    QByteArray m_nesting;
    RunLook::Role m_role = RunLook::Role::Body;
    QString m_title;
    qsizetype m_base = 0; ///< the index in the section of the first block that may change
    QList<Written> m_live;
};

} // namespace Parlance
