// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/documentwriter.h"

#include "view/base/picture.h"
#include "view/conversation/blockruns.h"
#include "view/conversation/shownruns.h"

#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

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

/// Never returns the same number twice, so that no table or code replaces another.
int newGroup()
{
    static int last = 0;
    return ++last;
}

} // namespace

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
    m_hidden = false;
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
    if (look.kind != Kind::Code)
        look.direction = directionOf(runs);
    for (const QList<Run> &part : partsOf(shownRuns(inOneBlock(runs)))) {
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

void DocumentWriter::addPicture(int turn, const QByteArray &bytes, const QString &text)
{
    constexpr QSize most(240, 180);
    BlockLook look{.kind = Kind::Image, .turn = turn, .group = newGroup()};
    keepImage(bytes, look);
    if (look.image.width() > most.width() || look.image.height() > most.height())
        look.image.scale(most, Qt::KeepAspectRatio);
    addBlock(look, {{captionOf(text, bytes), {.role = RunLook::Role::Quiet}}});
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

void DocumentWriter::removeTurn()
{
    const auto turnOf = [](const QTextBlock &block) {
        return BlockLook::turnOf(block.blockFormat());
    };
    QTextBlock first = lastBlock();
    if (turnOf(first) != m_turn)
        return;
    while (first.previous().isValid() && turnOf(first.previous()) == m_turn)
        first = first.previous();
    const QTextBlock before = first.previous();
    m_live.clear();
    m_before = before.isValid() ? BlockLook::of(before.blockFormat()) : BlockLook();
    m_cursor.beginEditBlock();
    removeText(first.position());
    m_cursor.endEditBlock();
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
    look.nesting = nestingOf(block, m_nesting, lookBefore(index).nesting);
    look.first = block.first;
    look.hidden = block.kind == MarkdownBlock::Kind::Html && block.spans.isEmpty();
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
        return {{captionOf(block.text(), block.image), {.role = RunLook::Role::Quiet}}};
    const bool html = block.kind == MarkdownBlock::Kind::Html && block.text().contains(u'<');
    return runsOfSpans(block.spans, {.role = html ? RunLook::Role::Quiet : m_role, .level = block.level});
}

void DocumentWriter::writeBlock(qsizetype index, const MarkdownBlock &block, qsizetype &shift)
{
    Written next{.look = lookOf(block, index)};
    if (block.kind == MarkdownBlock::Kind::Image)
        keepImage(block.image, next.look);
    const QList<Run> runs = inOneBlock(runsOf(block, index, next.state));
    next.look.direction = directionFor(block, runs, index);
    next.runs = shownRuns(runs);
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

/// The rows of a table have the direction of its head, and what continues a block has that of the block. An
/// alert's title is none of its words.
Qt::LayoutDirection DocumentWriter::directionFor(
    const MarkdownBlock &block, const QList<Run> &runs, qsizetype index) const
{
    if (block.kind == MarkdownBlock::Kind::Code)
        return Qt::LayoutDirectionAuto;
    const bool row = block.kind == MarkdownBlock::Kind::TableRow && !block.first;
    if (row || block.continues)
        return lookBefore(index).direction;
    const bool isAlert = block.kind == MarkdownBlock::Kind::Paragraph && block.first;
    return directionOf(isAlert ? runs.sliced(1) : runs);
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
        m_cursor.block().setVisible(!m_hidden && !look.hidden);
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
    if (m_hidden || look.hidden)
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
