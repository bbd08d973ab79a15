// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/documentwriter.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

qsizetype lengthOf(const QList<Run> &runs)
{
    qsizetype length = 0;
    for (const Run &run : runs)
        length += run.text.size();
    return length;
}

/// How many characters at the beginning have the same text and look.
qsizetype commonLength(const QList<Run> &a, const QList<Run> &b)
{
    qsizetype length = 0;
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (a.at(i).look != b.at(i).look)
            break;
        const QString &x = a.at(i).text;
        const QString &y = b.at(i).text;
        const qsizetype same = std::ranges::mismatch(x, y).in1 - x.cbegin();
        length += same;
        if (same < x.size() || same < y.size())
            break;
    }
    return length;
}

QList<Run> withoutFirst(QList<Run> runs, qsizetype count)
{
    while (count > 0 && count >= runs.first().text.size())
        count -= runs.takeFirst().text.size();
    if (count > 0)
        runs.first().text.remove(0, count);
    return runs;
}

Kind kindOf(const MarkdownBlock &block)
{
    switch (block.kind) {
    case MarkdownBlock::Kind::Heading:
        return Kind::Heading;
    case MarkdownBlock::Kind::Code:
        return Kind::Code;
    case MarkdownBlock::Kind::TableRow:
        return Kind::Cell;
    case MarkdownBlock::Kind::Rule:
        return Kind::Rule;
    case MarkdownBlock::Kind::Paragraph:
    case MarkdownBlock::Kind::Html:
    case MarkdownBlock::Kind::Math:
    case MarkdownBlock::Kind::Image:
        break;
    }
    return Kind::Paragraph;
}

/// A folded table cannot be hidden, so in reasoning a row is a line of text.
MarkdownBlock asLine(const MarkdownBlock &row)
{
    MarkdownBlock line;
    line.nesting = row.nesting;
    for (const MarkdownSpans &cell : row.cells) {
        if (!line.spans.isEmpty())
            line.spans.append({QStringLiteral(" | "), {}, {}});
        line.spans += cell;
    }
    return line;
}

} // namespace

QList<Run> runsOfSpans(const MarkdownSpans &spans, RunLook look)
{
    QList<Run> runs;
    for (const MarkdownSpan &span : spans) {
        look.styles = span.styles;
        look.link = span.link.trimmed(); // what begins with a space is ours alone
        runs.append({span.text, look});
    }
    return runs;
}

DocumentWriter::DocumentWriter(QTextDocument &document, const TextStyle &style)
    : m_document(document)
    , m_style(&style)
    , m_cursor(&document)
{
    m_document.setUndoRedoEnabled(false);
}

void DocumentWriter::clear()
{
    m_document.clear();
    m_cursor = QTextCursor(&m_document);
    m_fresh = true;
    m_before = {};
    m_live.clear();
    m_table = {};
}

/// Nothing but the empty block of an empty document is there.
bool DocumentWriter::atStart() const
{
    return m_fresh && m_document.blockCount() == 1;
}

/// A box may end with the block before, so that is where the change begins.
void DocumentWriter::noteChange(const QTextBlock &first)
{
    m_changed = first.previous().isValid() ? first.previous().position() : 0;
}

void DocumentWriter::addBlock(BlockLook look, const QList<Run> &runs)
{
    freeze(m_live.size());
    noteChange(m_document.lastBlock());
    m_cursor.beginEditBlock();
    look.space = Measure::spaceBetween(m_before, look) - (atStart() ? 12 : 0);
    appendText(look, runs);
    m_cursor.endEditBlock();
    m_before = look;
}

QTextBlock DocumentWriter::addFold(int turn, const QString &text)
{
    addBlock({.kind = Kind::Fold, .folded = true, .turn = turn}, {{text, {.role = RunLook::Role::Quiet}}});
    return m_document.lastBlock();
}

void DocumentWriter::setFoldText(const QTextBlock &fold, const QString &text)
{
    freeze(m_live.size());
    noteChange(fold);
    m_cursor.beginEditBlock();
    m_cursor.setPosition(fold.position());
    m_cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    m_cursor.insertText(text, m_style->runFormat({.role = RunLook::Role::Quiet}));
    m_cursor.endEditBlock();
}

void DocumentWriter::beginSection(int turn, const QByteArray &nesting, RunLook::Role role)
{
    freeze(m_live.size());
    m_turn = turn;
    m_nesting = nesting;
    m_role = role;
    m_base = 0;
    m_stateBefore = {};
}

void DocumentWriter::write(const MarkdownChange &change)
{
    const qsizetype first = change.first - m_base;
    noteChange(
        first < m_live.size() ? m_document.findBlock(m_live.at(first).position) : m_document.lastBlock());
    m_cursor.beginEditBlock();
    const qsizetype total = first + change.blocks.size();
    if (m_live.size() > total)
        removeFrom(total);
    qsizetype shift = 0;
    for (qsizetype i = 0; i < change.blocks.size(); ++i)
        writeBlock(first + i, change.blocks.at(i), shift);
    m_cursor.endEditBlock();
    freeze(change.final - m_base);
}

void DocumentWriter::freeze(qsizetype count)
{
    if (count <= 0)
        return;
    m_before = m_live.at(count - 1).look;
    m_stateBefore = m_live.at(count - 1).state;
    m_live.remove(0, count);
    m_base += count;
}

void DocumentWriter::writeBlock(qsizetype index, const MarkdownBlock &block, qsizetype &shift)
{
    const bool isRow = block.kind == MarkdownBlock::Kind::TableRow;
    if (isRow && !m_nesting.isEmpty())
        return writeText(index, asLine(block), shift);
    if (index < m_live.size()) {
        const bool wasRow = m_live.at(index).look.kind == Kind::Cell;
        const bool rowStays = wasRow && isRow && index == m_live.size() - 1 && m_table.canUpdate(block);
        if ((wasRow || isRow) && !rowStays)
            removeFrom(index);
    }
    if (isRow)
        writeRow(index, block);
    else
        writeText(index, block, shift);
}

BlockLook DocumentWriter::lookOf(const MarkdownBlock &block, qsizetype index) const
{
    BlockLook look;
    look.kind = kindOf(block);
    look.level = block.level;
    look.nesting = m_nesting + block.nesting;
    look.first = block.first;
    look.marker = block.marker;
    look.task = block.task;
    look.language = block.first ? block.language : QString();
    look.turn = m_turn;
    look.space = block.continues ? 0 : Measure::spaceBetween(lookBefore(index), look);
    return look;
}

QList<Run> DocumentWriter::runsOf(const MarkdownBlock &block, qsizetype index, CodeHighlighter::State &state)
{
    if (block.kind == MarkdownBlock::Kind::Code) {
        state = block.first ? CodeHighlighter::State()
                : index > 0 ? m_live.at(index - 1).state
                            : m_stateBefore;
        return codeRuns(block, state);
    }
    const bool html = block.kind == MarkdownBlock::Kind::Html;
    return runsOfSpans(block.spans, {.role = html ? RunLook::Role::Quiet : m_role, .level = block.level});
}

QList<Run> DocumentWriter::codeRuns(const MarkdownBlock &block, CodeHighlighter::State &state)
{
    std::unique_ptr<CodeHighlighter> &highlighter = m_highlighters[block.language];
    if (!highlighter)
        highlighter = std::make_unique<CodeHighlighter>(block.language);
    const QString text = block.text();
    QList<Run> runs;
    qsizetype at = 0;
    const auto add = [&](qsizetype end, int token) {
        if (end > at)
            runs.append({text.sliced(at, end - at), {.role = RunLook::Role::Code, .token = token}});
        at = std::max(at, end);
    };
    for (const CodeToken &token : highlighter->highlight(text, state)) {
        add(token.start, 0);
        add(token.start + token.length, token.style);
    }
    add(text.size(), 0);
    return runs;
}

void DocumentWriter::writeText(qsizetype index, const MarkdownBlock &block, qsizetype &shift)
{
    Written next{.look = lookOf(block, index)};
    next.runs = runsOf(block, index, next.state);
    if (index < m_live.size()) {
        Written &written = m_live[index];
        written.position += int(shift);
        updateText(written, next.look, next.runs, shift);
        next.position = written.position;
        written = std::move(next);
        return;
    }
    appendText(next.look, next.runs);
    next.position = m_document.lastBlock().position();
    m_live.append(std::move(next));
}

void DocumentWriter::updateText(
    Written &written, const BlockLook &look, const QList<Run> &runs, qsizetype &shift)
{
    if (look != written.look) {
        m_cursor.setPosition(written.position);
        m_cursor.setBlockFormat(m_style->blockFormat(look));
    }
    const qsizetype same = commonLength(written.runs, runs);
    const qsizetype before = lengthOf(written.runs);
    m_cursor.setPosition(written.position + int(same));
    if (before > same) {
        m_cursor.setPosition(written.position + int(before), QTextCursor::KeepAnchor);
        m_cursor.removeSelectedText();
    }
    insertRuns(withoutFirst(runs, same));
    shift += lengthOf(runs) - before;
}

void DocumentWriter::insertRuns(const QList<Run> &runs)
{
    for (const Run &run : runs)
        m_cursor.insertText(run.text, m_style->runFormat(run.look));
}

void DocumentWriter::appendText(const BlockLook &look, const QList<Run> &runs)
{
    m_cursor.movePosition(QTextCursor::End);
    if (m_fresh) {
        m_cursor.setBlockFormat(m_style->blockFormat(look));
        m_cursor.setBlockCharFormat(m_style->blockCharFormat(look));
        m_fresh = false;
    } else {
        m_cursor.insertBlock(m_style->blockFormat(look), m_style->blockCharFormat(look));
    }
    if (m_hidden)
        m_cursor.block().setVisible(false);
    insertRuns(runs);
}

void DocumentWriter::writeRow(qsizetype index, const MarkdownBlock &block)
{
    BlockLook look = lookOf(block, index);
    if (index < m_live.size()) {
        m_table.updateLastRow(block, *m_style, m_role);
        return;
    }
    m_cursor.movePosition(QTextCursor::End);
    m_table.appendRow(m_cursor, look, block, *m_style, m_role);
    m_fresh = false;
    m_live.append({.position = m_table.lastRowPosition(), .look = look});
}

void DocumentWriter::removeFrom(qsizetype index)
{
    const Written first = m_live.at(index);
    qsizetype after = index;
    while (after < m_live.size() && m_live.at(after).look.kind == Kind::Cell)
        ++after;
    if (first.look.kind != Kind::Cell) {
        removeText(first.position);
    } else {
        QTextCursor row(&m_document);
        row.setPosition(first.position);
        if (after < m_live.size())
            removeText(m_live.at(after).position);
        m_table.removeFrom(row);
    }
    m_live.resize(index);
}

/// Removes the block at `position` and all after it.
void DocumentWriter::removeText(int position)
{
    m_fresh = position == 0;
    m_cursor.setPosition(m_fresh ? position : position - 1);
    m_cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    m_cursor.removeSelectedText();
}

} // namespace Parlance
