// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/blockbuilder.h"

#include "markdown/latextext.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

Qt::Alignment alignmentOf(MD_ALIGN align)
{
    switch (align) {
    case MD_ALIGN_CENTER:
        return Qt::AlignHCenter;
    case MD_ALIGN_RIGHT:
        return Qt::AlignRight;
    case MD_ALIGN_LEFT:
        return Qt::AlignLeft;
    case MD_ALIGN_DEFAULT:
        break;
    }
    return {};
}

/// Blocks of math longer than this, in letters, are code: a formula cannot be cut.
constexpr qsizetype longestMath = 4096;

/// Removes the tabs that md4c leaves at the ends of a heading.
void trimTabs(MarkdownSpans &spans)
{
    while (!spans.isEmpty() && spans.first().text.startsWith(u'\t'))
        spans.first().text.remove(0, 1);
    while (!spans.isEmpty() && spans.last().text.endsWith(u'\t'))
        spans.last().text.chop(1);
    spans.removeIf([](const MarkdownSpan &span) { return span.text.isEmpty(); });
}

/// md4c does not see the box of an item that follows a quote.
void takeTask(MarkdownBlock &block)
{
    const bool mayBegin = block.kind == MarkdownBlock::Kind::Paragraph && !block.marker.isEmpty() &&
                          block.task == MarkdownBlock::Task::None && !block.spans.isEmpty();
    if (!mayBegin || block.spans.constFirst().styles || !block.spans.constFirst().link.isEmpty())
        return;
    QString &text = block.spans.first().text;
    const bool isOpen = text.startsWith(u"[ ] ");
    if (!isOpen && !text.startsWith(u"[x] ", Qt::CaseInsensitive))
        return;
    block.task = isOpen ? MarkdownBlock::Task::Open : MarkdownBlock::Task::Done;
    text.remove(0, 4);
}

QString markerOf(const MarkdownContainer &orderedItem)
{
    return QString::number(orderedItem.number) + QLatin1Char(orderedItem.delimiter);
}

/// The numbers of the list marks that a line begins with, up to its first text; -1 for a bullet.
QList<int> listNumbers(QByteArrayView line)
{
    static const QRegularExpression mark(u"\\G[ \\t>]*(?:(\\d{1,9})[.)]|[-*+])(?=[ \\t])"_s);
    QList<int> numbers;
    const QString text = QString::fromLatin1(line);
    for (auto match = mark.match(text); match.hasMatch(); match = mark.match(text, match.capturedEnd()))
        numbers += match.hasCaptured(1) ? match.captured(1).toInt() : -1;
    return numbers;
}

} // namespace

void BlockBuilder::openList(char delimiter, int start)
{
    close();
    OpenList list{.delimiter = delimiter, .next = start};
    if (m_parse.blocks.size() < m_context.skip && m_lists.size() < m_context.numbers.size() && delimiter)
        list.next = m_context.numbers.at(m_lists.size());
    m_lists.append(list);
}

void BlockBuilder::openItem(const MD_BLOCK_LI_DETAIL &detail)
{
    if (!m_marker.isEmpty())
        open(MarkdownBlock::Kind::Paragraph);
    close();
    OpenList &list = m_lists.last();
    MarkdownContainer item{.item = true,
        .ordered = list.delimiter != 0,
        .delimiter = list.delimiter,
        .number = list.next,
        .previous = list.last};
    item.written = list.last < 0 ? item.number : m_parse.containers.at(list.last).written;
    pushContainer(item);
    list.last = m_container;
    m_marker = item.ordered ? markerOf(item) : u"•"_s;
    list.next += item.ordered ? 1 : 0;
    if (detail.is_task)
        m_task = detail.task_mark == ' ' ? MarkdownBlock::Task::Open : MarkdownBlock::Task::Done;
}

void BlockBuilder::pushContainer(MarkdownContainer container)
{
    container.parent = m_container;
    m_container = int(m_parse.containers.size());
    m_nesting += container.item ? 'l' : 'q';
    m_parse.containers.append(container);
}

void BlockBuilder::popContainer()
{
    close();
    m_container = m_parse.containers.at(m_container).parent;
    m_nesting.chop(1);
}

/// If the block that is open is the first in its quote.
void BlockBuilder::makeQuoteAlert()
{
    const auto isInQuote = [this](const MarkdownOrigin &other) {
        int container = other.container;
        while (container > m_container)
            container = m_parse.containers.at(container).parent;
        return container == m_container;
    };
    const QList<MarkdownOrigin> &origins = m_parse.origins;
    MarkdownContainer &quote = m_parse.containers[m_container];
    if (quote.textAt >= 0 || (origins.size() > 1 && isInQuote(origins.at(origins.size() - 2))))
        return;
    quote.alert = true;
    m_nesting.back() = 'a';
    block().nesting = m_nesting;
}

void BlockBuilder::open(MarkdownBlock::Kind kind, int level)
{
    close();
    MarkdownBlock next;
    next.kind = kind;
    next.level = level;
    next.nesting = m_nesting;
    next.marker = std::exchange(m_marker, {});
    next.task = std::exchange(m_task, MarkdownBlock::Task::None);
    m_parse.blocks.append(next);
    m_parse.origins.append({.container = m_container});
    m_open = true;
    m_inline = {};
    m_indent = 0;
    m_lineEnded = false;
    m_skipBreak = false;
}

void BlockBuilder::openCode(const MD_BLOCK_CODE_DETAIL &detail)
{
    open(MarkdownBlock::Kind::Code);
    m_code = m_parse.blocks.size() - 1;
    block().first = true;
    block().language = m_text.attribute(detail.lang);
    m_parse.origins.last().fence = detail.fence_char;
    qsizetype at = detail.fence_char && detail.info.size ? m_text.placeOf(detail.info.text) : -1;
    if (at < 0)
        return;
    // A list item may begin with the fence: the item's text begins there, not at the first line of code.
    while (at > 0 && (m_source.at(at - 1) == ' ' || m_source.at(at - 1) == detail.fence_char))
        --at;
    while (m_source.at(at) == ' ')
        ++at;
    noteContainers(at);
}

/// In the source, where neither a backslash nor an entity stands for it.
bool BlockBuilder::beginsWithBracket() const
{
    const qsizetype at = m_parse.origins.last().textAt;
    return at >= 0 && at < m_source.size() && m_source.at(at) == '[' &&
           (at == 0 || m_source.at(at - 1) != '\\');
}

void BlockBuilder::close()
{
    if (m_open && block().kind == MarkdownBlock::Kind::Heading)
        trimTabs(block().spans);
    if (m_open) {
        joinEqual(block().spans);
        if (beginsWithBracket())
            takeTask(block());
        std::ranges::for_each(block().cells, joinEqual);
    }
    m_open = false;
}

/// Turns a block of code in the language "math" into a formula, but for a part of one that was cut.
void BlockBuilder::closeMath()
{
    if (block().language.compare(u"math"_s, Qt::CaseInsensitive) != 0 ||
        (m_context.continuesCode && m_code == m_context.skip))
        return;
    QStringList lines;
    qsizetype length = 0;
    for (qsizetype i = m_code; i < m_parse.blocks.size(); ++i) {
        lines += m_parse.blocks.at(i).text();
        length += lines.last().size();
    }
    if (length > longestMath)
        return;
    m_parse.blocks.resize(m_code + 1);
    const qsizetype textAt =
        std::ranges::max(m_parse.origins.sliced(m_code), {}, &MarkdownOrigin::textAt).textAt;
    m_parse.origins.resize(m_code + 1);
    if (m_parse.origins.last().textAt < 0)
        m_parse.origins.last().textAt = textAt;
    block().kind = MarkdownBlock::Kind::Math;
    block().language.clear();
    block().spans = {{latexToText(lines.join(u'\n'), true), MarkdownStyle::Math, {}}};
}

void BlockBuilder::enterBlock(MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_TBODY:
        break;
    case MD_BLOCK_QUOTE:
        close();
        pushContainer({});
        break;
    case MD_BLOCK_UL:
        openList(0, 0);
        break;
    case MD_BLOCK_OL: {
        const auto &list = *static_cast<MD_BLOCK_OL_DETAIL *>(detail);
        openList(list.mark_delimiter, int(list.start));
        break;
    }
    case MD_BLOCK_LI:
        openItem(*static_cast<MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_HR:
        open(MarkdownBlock::Kind::Rule);
        break;
    case MD_BLOCK_H:
        open(MarkdownBlock::Kind::Heading, int(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level));
        break;
    case MD_BLOCK_CODE:
        openCode(*static_cast<MD_BLOCK_CODE_DETAIL *>(detail));
        break;
    case MD_BLOCK_HTML:
        open(MarkdownBlock::Kind::Html);
        break;
    case MD_BLOCK_P:
        open(MarkdownBlock::Kind::Paragraph);
        break;
    case MD_BLOCK_TABLE:
        close();
        break;
    case MD_BLOCK_THEAD:
        m_inHead = true;
        break;
    case MD_BLOCK_TR:
        open(MarkdownBlock::Kind::TableRow);
        block().first = m_inHead;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        m_inline.tags.clear();
        block().cells.append(MarkdownSpans());
        block().alignments.append(alignmentOf(static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align));
        break;
    }
}

void BlockBuilder::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        popContainer();
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_lists.removeLast();
        break;
    case MD_BLOCK_LI:
        if (!m_marker.isEmpty())
            open(MarkdownBlock::Kind::Paragraph);
        popContainer();
        break;
    case MD_BLOCK_THEAD:
        m_inHead = false;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        break;
    case MD_BLOCK_CODE:
        closeMath();
        close();
        break;
    case MD_BLOCK_HTML:
        block().spans = shownHtml(block().text());
        close();
        break;
    default:
        close();
    }
}

/// Opens another block of the same paragraph.
void BlockBuilder::openInside(MarkdownBlock::Kind kind)
{
    const SafePlaces places = m_inline.safePlaces;
    open(kind);
    m_inline.safePlaces = places;
    m_parse.origins.last().inside = true;
}

/// Begins the next line of code or HTML, if one has ended.
void BlockBuilder::beginLine()
{
    if (!std::exchange(m_lineEnded, false))
        return;
    if (block().kind != MarkdownBlock::Kind::Code)
        return append(u"\u2028"_s);
    MarkdownBlock next = block();
    next.first = false;
    next.marker.clear();
    next.spans.clear();
    const MarkdownOrigin origin{.container = m_container, .fence = m_parse.origins.last().fence};
    m_parse.blocks.append(next);
    m_parse.origins.append(origin);
}

/// Each line of code becomes a block. md4c gives the indentation as spaces, before the text.
void BlockBuilder::verbatim(QByteArrayView text)
{
    beginLine();
    const qsizetype at = m_text.placeOf(text.data());
    if (text == "\n") {
        append(QString(std::exchange(m_indent, 0), u' '));
        m_lineEnded = true;
    } else if (at < 0) {
        m_indent += text.size();
    } else {
        noteText(at);
        append(m_text.indentation(at, std::exchange(m_indent, 0)) + QString::fromUtf8(text));
    }
}

/// Removes the skeleton's part from a text. The containers of the skeleton belong to the text that follows.
QByteArrayView BlockBuilder::withoutSkeleton(QByteArrayView text)
{
    const qsizetype at = m_text.placeOf(text.data());
    if (at < 0 || at >= m_prefix)
        return text;
    noteContainers(at);
    m_skipBreak = at + text.size() < m_prefix;
    return text.sliced(std::min(text.size(), m_prefix - at));
}

void BlockBuilder::noteText(qsizetype at)
{
    if (at < 0)
        return;
    if (m_parse.origins.last().textAt < 0)
        m_parse.origins.last().textAt = at;
    noteContainers(at);
}

/// The first text of an item is also where its number stands, if it is on the line of its mark.
void BlockBuilder::noteContainers(qsizetype at)
{
    QList<int> items; // the innermost first
    bool ordered = false;
    for (int i = m_container; i >= 0 && m_parse.containers.at(i).textAt < 0;
        i = m_parse.containers.at(i).parent) {
        m_parse.containers[i].textAt = at;
        ordered = ordered || m_parse.containers.at(i).ordered;
        if (m_parse.containers.at(i).item)
            items.append(i);
    }
    if (!ordered)
        return;
    const qsizetype line = at > 0 ? m_source.lastIndexOf('\n', at - 1) + 1 : 0;
    const QList<int> numbers = listNumbers(QByteArrayView(m_source).sliced(line, at - line));
    for (qsizetype depth = 0; numbers.size() == items.size() && depth < items.size(); ++depth)
        takeNumber(depth, items.at(depth), numbers.at(numbers.size() - 1 - depth));
}

/// Numbers go on as written, if they are larger than they would be or smaller than the one before; CommonMark
/// counts on from the first one.
void BlockBuilder::takeNumber(qsizetype depth, int container, int written)
{
    MarkdownContainer &item = m_parse.containers[container];
    if (!item.ordered)
        return;
    item.written = written;
    const bool goesBack = item.previous >= 0 && written < m_parse.containers.at(item.previous).written;
    if (written <= item.number && !goesBack)
        return;
    item.number = written;
    m_lists[m_lists.size() - 1 - depth].next = written + 1;
    // The last marks are those of these items.
    for (qsizetype i = m_parse.blocks.size() - 1, marks = depth; i >= 0; --i) {
        if (!m_parse.blocks.at(i).marker.isEmpty() && marks-- == 0) {
            m_parse.blocks[i].marker = markerOf(item);
            return;
        }
    }
}

MarkdownSpans &BlockBuilder::spans()
{
    MarkdownBlock &target = block();
    return target.cells.isEmpty() ? target.spans : target.cells.last();
}

void BlockBuilder::append(const QString &text)
{
    MarkdownSpans &target = spans();
    if (text.isEmpty())
        return;
    ++m_written;
    if (!target.isEmpty() && !m_inline.tags.endsWithTag(target) && target.last().styles == m_look.styles &&
        target.last().link == m_look.link)
        target.last().text += text;
    else
        target.append({text, m_look.styles, m_look.link});
}

MarkdownParse BlockBuilder::take()
{
    const qsizetype skip = std::min(m_context.skip, m_parse.blocks.size());
    m_parse.blocks.remove(0, skip);
    m_parse.origins.remove(0, skip);
    if (m_parse.blocks.isEmpty())
        return std::move(m_parse);
    if (m_context.continuesCode)
        m_parse.blocks.first().first = false;
    if (m_context.continues)
        m_parse.blocks.first().continues = true;
    const MarkdownBlock &first = m_parse.blocks.first();
    if (m_context.continues && first.text().isEmpty() && first.kind != MarkdownBlock::Kind::Html) {
        m_parse.blocks.removeFirst();
        m_parse.origins.removeFirst();
    }
    return std::move(m_parse);
}

} // namespace Parlance
