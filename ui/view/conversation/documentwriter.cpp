// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/documentwriter.h"

#include "view/base/longline.h"
#include "view/conversation/picture.h"

#include <QTextBlock>
#include <QTextDocument>

#include <memory>
#include <unordered_map>

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

/// The number of leading characters with the same text and look.
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
        return Kind::Row;
    case MarkdownBlock::Kind::Rule:
        return Kind::Rule;
    case MarkdownBlock::Kind::Math:
        return Kind::Math;
    case MarkdownBlock::Kind::Image:
        return Kind::Image;
    case MarkdownBlock::Kind::Paragraph:
    case MarkdownBlock::Kind::Html:
        break;
    }
    return Kind::Paragraph;
}

QByteArray columnsOf(const MarkdownBlock &row)
{
    QByteArray columns;
    for (const Qt::Alignment alignment : row.alignments)
        columns += alignment & Qt::AlignRight ? 'r' : alignment & Qt::AlignHCenter ? 'c' : 'l';
    return columns;
}

/// The cells, separated by U+2028.
QList<Run> runsOfRow(const MarkdownBlock &row, RunLook::Role role)
{
    const RunLook look{.role = role, .cell = true, .head = row.first};
    QList<Run> runs;
    for (const MarkdownSpans &cell : row.cells) {
        if (&cell != &row.cells.first())
            runs.append({QString(QChar::LineSeparator), look});
        runs += runsOfSpans(cell, look);
    }
    return runs;
}

/// Qt begins a new block at these characters.
bool splitsBlock(QChar c)
{
    return c == QChar::ParagraphSeparator || c == QChar::CarriageReturn || c == QChar::LineFeed ||
           c == u'\uFDD0' || c == u'\uFDD1';
}

QList<Run> inOneBlock(QList<Run> runs)
{
    for (Run &run : runs) {
        if (std::ranges::any_of(run.text, splitsBlock))
            std::ranges::replace_if(run.text, splitsBlock, QChar(QChar::LineSeparator));
    }
    return runs;
}

/// Longer lines become several blocks, as Qt lays a block out in one go.
constexpr qsizetype longestLine = 4000;

/// One part for a line that is not long.
QList<QList<Run>> partsOf(const QList<Run> &runs)
{
    QString line;
    for (const Run &run : runs)
        line += run.text;
    QList<QList<Run>> parts{{}};
    QStringView rest = line;
    qsizetype left = firstPart(rest, longestLine); // of the last part
    for (const Run &run : runs) {
        for (qsizetype at = 0; at < run.text.size();) {
            if (left == 0) {
                parts.append(QList<Run>());
                left = firstPart(rest, longestLine);
            }
            const qsizetype size = std::min(left, run.text.size() - at);
            parts.last().append({run.text.sliced(at, size), run.look});
            rest = rest.sliced(size);
            at += size;
            left -= size;
        }
    }
    return parts;
}

/// Never returns the same number twice, so that no table or code replaces another.
int newGroup()
{
    static int last = 0;
    return ++last;
}

CodeHighlighter &highlighterOf(const QString &language)
{
    static std::unordered_map<QString, std::unique_ptr<CodeHighlighter>> highlighters;
    std::unique_ptr<CodeHighlighter> &highlighter = highlighters[language];
    if (!highlighter)
        highlighter = std::make_unique<CodeHighlighter>(language);
    return *highlighter;
}

/// The text of a picture, and why there is no picture above it.
QString captionOf(const MarkdownBlock &block)
{
    const auto head = pictureHead(block.image);
    if (head)
        return block.text();
    const QString fault = pictureFaultText(head.error(), block.image);
    return block.text().isEmpty() ? fault : block.text() + QChar::LineSeparator + fault;
}

QList<Run> runsOfCode(const QString &language, const QString &line, CodeHighlighter::State &state)
{
    QList<Run> runs;
    qsizetype at = 0;
    const auto add = [&](qsizetype end, int token) {
        if (end > at)
            runs.append({line.sliced(at, end - at), {.role = RunLook::Role::Code, .token = token}});
        at = std::max(at, end);
    };
    for (const CodeToken &token : highlighterOf(language).highlight(line, state)) {
        add(token.start, 0);
        add(token.start + token.length, token.style);
    }
    add(line.size(), 0);
    return runs;
}

} // namespace

QList<Run> runsOfSpans(const MarkdownSpans &spans, RunLook look)
{
    QList<Run> runs;
    for (const MarkdownSpan &span : spans) {
        look.styles = span.styles;
        look.link = span.link.trimmed(); // links that begin with a space are internal
        runs.append({span.text, look});
    }
    return runs;
}

DocumentWriter::DocumentWriter(QTextDocument &document, const TextStyle &style)
    : m_document(document)
    , m_style(style)
    , m_cursor(&document)
{
    m_document.setUndoRedoEnabled(false);
}

DocumentWriter::DocumentWriter(QTextDocument &document, const TextStyle &style, const QTextBlock &empty)
    : m_document(document)
    , m_style(style)
    , m_cursor(&document)
    , m_begin(empty.position())
    , m_after(document.characterCount() - 1 - empty.position())
    , m_before(empty.previous().isValid() ? BlockLook::of(empty.previous().blockFormat()) : BlockLook())
{
}

void DocumentWriter::clear()
{
    m_document.clear();
    m_cursor = QTextCursor(&m_document);
    m_fresh = true;
    m_before = {};
    m_live.clear();
}

void DocumentWriter::wroteAbove(const QTextBlock &last, int characters)
{
    for (Written &written : m_live)
        written.position += characters;
    const int after = last.position() + last.length();
    if (after == (m_live.isEmpty() ? m_document.characterCount() : m_live.first().position))
        m_before = BlockLook::of(last.blockFormat());
    if (last.next().isValid())
        respace(last.next());
}

/// Sets the space between a block and the previous one.
void DocumentWriter::respace(const QTextBlock &block)
{
    BlockLook look = BlockLook::of(block.blockFormat());
    look.space = Measure::spaceBetween(BlockLook::of(block.previous().blockFormat()), look);
    m_cursor.setPosition(block.position());
    m_cursor.setBlockFormat(m_style.blockFormat(look));
    if (!m_live.isEmpty() && m_live.first().position == block.position())
        m_live.first().look = look;
}

/// The position for the next text.
int DocumentWriter::end() const
{
    return m_document.characterCount() - 1 - m_after;
}

QTextBlock DocumentWriter::lastBlock() const
{
    return m_document.findBlock(end());
}

bool DocumentWriter::atStart() const
{
    return m_fresh && end() == 0;
}

void DocumentWriter::addBlock(BlockLook look, const QList<Run> &runs)
{
    freeze(m_live.size());
    m_cursor.beginEditBlock();
    look.space = Measure::spaceBetween(m_before, look) - (atStart() ? 12 : 0);
    for (const QList<Run> &part : partsOf(inOneBlock(runs))) {
        appendText(look, part);
        m_before = look;
        look.first = false;
        look.continues = true;
        look.space = 0;
    }
    m_cursor.endEditBlock();
}

void DocumentWriter::addCode(int turn, const QString &title, const QString &language, const QString &code)
{
    BlockLook look{.kind = Kind::Code,
        .first = true,
        .language = language,
        .title = title,
        .turn = turn,
        .group = newGroup()};
    CodeHighlighter::State state;
    for (const QString &line : code.split(u'\n')) {
        addBlock(look, runsOfCode(language, line, state));
        look = {.kind = Kind::Code, .turn = turn, .group = look.group};
    }
}

QTextBlock DocumentWriter::addFold(int turn, const QString &text)
{
    addBlock({.kind = Kind::Fold, .folded = true, .turn = turn}, {{text, {.role = RunLook::Role::Quiet}}});
    return lastBlock();
}

void DocumentWriter::setFoldText(const QTextBlock &fold, const QString &text)
{
    freeze(m_live.size());
    m_cursor.beginEditBlock();
    m_cursor.setPosition(fold.position());
    m_cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    m_cursor.insertText(text, m_style.runFormat({.role = RunLook::Role::Quiet}));
    m_cursor.endEditBlock();
}

void DocumentWriter::beginSection(
    int turn, const QByteArray &nesting, RunLook::Role role, const QString &title)
{
    freeze(m_live.size());
    m_turn = turn;
    m_nesting = nesting;
    m_role = role;
    m_title = title;
    m_base = 0;
    m_stateBefore = {};
}

void DocumentWriter::write(const MarkdownChange &change)
{
    const qsizetype first = change.first - m_base;
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

/// Lines of code and rows of a table share the group of the previous block; the first one keeps the group
/// that it has.
int DocumentWriter::groupOf(const BlockLook &look, qsizetype index) const
{
    if (look.kind != Kind::Code && look.kind != Kind::Row && look.kind != Kind::Image)
        return 0;
    const BlockLook &before = lookBefore(index);
    if (!look.first && before.kind == look.kind && look.kind != Kind::Image)
        return before.group;
    const bool begins =
        index < m_live.size() && m_live.at(index).look.kind == look.kind && m_live.at(index).look.first;
    return begins ? m_live.at(index).look.group : newGroup();
}

BlockLook DocumentWriter::lookOf(const MarkdownBlock &block, qsizetype index) const
{
    BlockLook look;
    look.kind = kindOf(block);
    look.level = block.level;
    look.nesting = m_nesting + block.nesting;
    look.first = block.first;
    look.continues = block.continues;
    look.marker = block.marker;
    look.task = block.task;
    look.language = block.first ? block.language : QString();
    look.title = block.first && look.kind == Kind::Code ? m_title : QString();
    look.turn = m_turn;
    look.columns = columnsOf(block);
    look.group = groupOf(look, index);
    look.space = block.continues ? 0 : Measure::spaceBetween(lookBefore(index), look);
    return look;
}

QList<Run> DocumentWriter::runsOf(const MarkdownBlock &block, qsizetype index, CodeHighlighter::State &state)
{
    if (block.kind == MarkdownBlock::Kind::Code) {
        state = block.first ? CodeHighlighter::State()
                : index > 0 ? m_live.at(index - 1).state
                            : m_stateBefore;
        return runsOfCode(block.language, block.text(), state);
    }
    if (block.kind == MarkdownBlock::Kind::TableRow)
        return runsOfRow(block, m_role);
    if (block.kind == MarkdownBlock::Kind::Image)
        return {{captionOf(block), {.role = RunLook::Role::Quiet}}};
    const bool html = block.kind == MarkdownBlock::Kind::Html;
    return runsOfSpans(block.spans, {.role = html ? RunLook::Role::Quiet : m_role, .level = block.level});
}

void DocumentWriter::writeBlock(qsizetype index, const MarkdownBlock &block, qsizetype &shift)
{
    Written next{.look = lookOf(block, index)};
    if (block.kind == MarkdownBlock::Kind::Image)
        keepImage(block.image, next.look);
    next.runs = inOneBlock(runsOf(block, index, next.state));
    if (index < m_live.size()) {
        Written &written = m_live[index];
        written.position += int(shift);
        updateText(written, next.look, next.runs, shift);
        next.position = written.position;
        written = std::move(next);
        return;
    }
    appendText(next.look, next.runs);
    next.position = lastBlock().position();
    m_live.append(std::move(next));
}

/// Reserves the place of a picture, which is decoded when it comes onto the screen.
void DocumentWriter::keepImage(const QByteArray &bytes, BlockLook &look)
{
    const auto head = pictureHead(bytes);
    if (!head)
        return;
    look.image = head->size;
    m_document.addResource(pictureResource, imageName(look.group), bytes);
}

void DocumentWriter::updateText(
    Written &written, const BlockLook &look, const QList<Run> &runs, qsizetype &shift)
{
    if (look != written.look) {
        m_cursor.setPosition(written.position);
        m_cursor.setBlockFormat(m_style.blockFormat(look));
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
        m_cursor.insertText(run.text, m_style.runFormat(run.look));
}

void DocumentWriter::appendText(const BlockLook &look, const QList<Run> &runs)
{
    m_cursor.setPosition(end());
    if (m_fresh) {
        m_cursor.setBlockFormat(m_style.blockFormat(look));
        m_cursor.setBlockCharFormat(m_style.blockCharFormat(look));
        m_fresh = false;
    } else {
        m_cursor.insertBlock(m_style.blockFormat(look), m_style.blockCharFormat(look));
    }
    if (m_hidden)
        m_cursor.block().setVisible(false);
    insertRuns(runs);
}

void DocumentWriter::removeFrom(qsizetype index)
{
    removeText(m_live.at(index).position);
    m_live.resize(index);
}

/// Removes the block at `position` and all after it. If the block before is empty, Qt gives it the format of
/// the removed block.
void DocumentWriter::removeText(int position)
{
    m_fresh = position == m_begin;
    m_cursor.setPosition(m_fresh ? position : position - 1);
    const QTextBlockFormat format = m_cursor.blockFormat();
    const QTextCharFormat charFormat = m_cursor.blockCharFormat();
    m_cursor.setPosition(end(), QTextCursor::KeepAnchor);
    m_cursor.removeSelectedText();
    if (m_cursor.blockFormat() != format) {
        m_cursor.setBlockFormat(format);
        m_cursor.setBlockCharFormat(charFormat);
    }
}

} // namespace Parlance
