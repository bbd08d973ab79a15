// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownbuilder.h"

#include "markdown/latextext.h"
#include "markdown/markdownentities.h"
#include "markdown/markdownimage.h"

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

/// The title of one of GitHub's alerts, as in "[!NOTE]"; empty for any other text.
QString alertTitle(QByteArrayView text)
{
    static const QStringList titles{u"Note"_s, u"Tip"_s, u"Important"_s, u"Warning"_s, u"Caution"_s};
    if (!text.startsWith("[!"))
        return {};
    const QString written = QString::fromUtf8(text.trimmed());
    for (const QString &title : titles) {
        if (written.compare(u"[!"_s + title + u']', Qt::CaseInsensitive) == 0)
            return title;
    }
    return {};
}

/// Removes the spaces and line breaks at the end.
void trimEnd(MarkdownSpans &spans)
{
    while (!spans.isEmpty() && (spans.last().text.endsWith(u' ') || spans.last().text.endsWith(u'\u2028'))) {
        spans.last().text.chop(1);
        if (spans.last().text.isEmpty())
            spans.removeLast();
    }
}

/// Removes the tabs that md4c leaves at the ends of a heading.
void trimTabs(MarkdownSpans &spans)
{
    while (!spans.isEmpty() && spans.first().text.startsWith(u'\t'))
        spans.first().text.remove(0, 1);
    while (!spans.isEmpty() && spans.last().text.endsWith(u'\t'))
        spans.last().text.chop(1);
    spans.removeIf([](const MarkdownSpan &span) { return span.text.isEmpty(); });
}

} // namespace

void MarkdownBuilder::openList(bool ordered, int start)
{
    close();
    OpenList list{.ordered = ordered, .next = start};
    if (m_parse.blocks.size() < m_context.skip && m_lists.size() < m_context.numbers.size() && ordered)
        list.next = m_context.numbers.at(m_lists.size());
    m_lists.append(list);
}

void MarkdownBuilder::openItem(const MD_BLOCK_LI_DETAIL &detail)
{
    if (!m_marker.isEmpty())
        open(MarkdownBlock::Kind::Paragraph);
    close();
    OpenList &list = m_lists.last();
    const MarkdownContainer item{
        .item = true, .ordered = list.ordered, .number = list.next, .previous = list.last};
    pushContainer(item);
    list.last = m_container;
    m_marker = list.ordered ? QString::number(list.next++) + u'.' : u"•"_s;
    if (detail.is_task)
        m_task = detail.task_mark == ' ' ? MarkdownBlock::Task::Open : MarkdownBlock::Task::Done;
}

void MarkdownBuilder::pushContainer(MarkdownContainer container)
{
    container.parent = m_container;
    m_container = int(m_parse.containers.size());
    m_nesting += container.item ? 'l' : 'q';
    m_parse.containers.append(container);
}

void MarkdownBuilder::popContainer()
{
    close();
    m_container = m_parse.containers.at(m_container).parent;
    m_nesting.chop(1);
}

void MarkdownBuilder::open(MarkdownBlock::Kind kind, int level)
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
    m_afterFormula = false;
    m_tags.clear();
    m_inComment = false;
    m_indent = 0;
    m_safePlaces = {};
    m_lineEnded = false;
    m_skipBreak = false;
}

void MarkdownBuilder::openCode(const MD_BLOCK_CODE_DETAIL &detail)
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

void MarkdownBuilder::close()
{
    if (m_open && block().kind == MarkdownBlock::Kind::Heading)
        trimTabs(block().spans);
    if (m_open) {
        joinEqual(block().spans);
        std::ranges::for_each(block().cells, joinEqual);
    }
    m_open = false;
}

/// Turns a block of code in the language "math" into a formula, but for a part of one that was cut.
void MarkdownBuilder::closeMath()
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
    const qsizetype textAt = std::ranges::max(m_parse.origins.sliced(m_code), {}, &MarkdownOrigin::textAt).textAt;
    m_parse.origins.resize(m_code + 1);
    if (m_parse.origins.last().textAt < 0)
        m_parse.origins.last().textAt = textAt;
    block().kind = MarkdownBlock::Kind::Math;
    block().language.clear();
    block().spans = {{latexToText(lines.join(u'\n'), true), MarkdownStyle::Math, {}}};
}

/// Comments are not shown. A part of one that was cut begins with the tag that opens it again.
void MarkdownBuilder::closeHtml()
{
    const bool continues = m_context.continues && m_parse.blocks.size() - 1 == m_context.skip;
    const QString opening = continues ? QString::fromUtf8(m_context.htmlOpening) : QString();
    const bool comment = opening.startsWith(u"<!--");
    block().spans = shownHtml((comment ? opening : QString()) + block().text());
}

/// Makes a block of the image that ends: the text before it, and the text after it, are other blocks of the
/// paragraph.
void MarkdownBuilder::takeImageOut()
{
    if (!m_open || block().kind != MarkdownBlock::Kind::Paragraph)
        return;
    const QByteArray image = imageData(m_image.target, m_context.images);
    if (image.isEmpty())
        return;
    const MarkdownSpans words = block().spans.sliced(m_image.span);
    block().spans.resize(m_image.span);
    trimEnd(block().spans);
    if (!block().spans.isEmpty())
        openInside(MarkdownBlock::Kind::Image);
    block().kind = MarkdownBlock::Kind::Image;
    block().spans = words;
    block().image = image;
    noteText(m_image.place);
    m_afterFormula = true;
}

void MarkdownBuilder::enterBlock(MD_BLOCKTYPE type, void *detail)
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
        openList(false, 0);
        break;
    case MD_BLOCK_OL:
        openList(true, int(static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start));
        break;
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
        m_tags.clear();
        block().cells.append(MarkdownSpans());
        block().alignments.append(alignmentOf(static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align));
        break;
    }
}

void MarkdownBuilder::leaveBlock(MD_BLOCKTYPE type)
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
        closeHtml();
        close();
        break;
    default:
        close();
    }
}

void MarkdownBuilder::enterSpan(MD_SPANTYPE type, void *detail)
{
    if (!m_open)
        open(MarkdownBlock::Kind::Paragraph);
    m_outer.append(m_look);
    const bool inImage = m_look.styles & MarkdownStyle::Image;
    switch (type) {
    case MD_SPAN_EM:
        m_look.styles |= MarkdownStyle::Italic;
        break;
    case MD_SPAN_STRONG:
        m_look.styles |= MarkdownStyle::Bold;
        break;
    case MD_SPAN_DEL:
        m_look.styles |= MarkdownStyle::Strike;
        break;
    case MD_SPAN_CODE:
        m_look.styles |= MarkdownStyle::Code;
        break;
    case MD_SPAN_A:
        if (!inImage)
            m_look.link = m_text.attribute(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
        break;
    case MD_SPAN_IMG:
        if (inImage)
            break;
        if (m_afterFormula)
            openInside(MarkdownBlock::Kind::Paragraph);
        m_look.styles |= MarkdownStyle::Image;
        m_image.target = m_text.attribute(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src);
        m_image.place = m_text.placeOf(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src.text);
        m_image.span = block().spans.size();
        m_look.link = withoutImageData(m_image.target);
        break;
    default:
        break;
    }
}

/// In some texts, such as `<[](`, md4c leaves a link more often than it entered one.
void MarkdownBuilder::leaveSpan()
{
    const bool wasImage = m_look.styles & MarkdownStyle::Image;
    m_look = m_outer.isEmpty() ? Look() : m_outer.takeLast();
    if (wasImage && !(m_look.styles & MarkdownStyle::Image))
        takeImageOut();
}

void MarkdownBuilder::text(MD_TEXTTYPE type, QByteArrayView text)
{
    if (!m_open)
        open(MarkdownBlock::Kind::Paragraph);
    const bool isBreak = m_text.placeOf(text.data()) < 0;
    text = withoutSkeleton(text);
    if (text.isEmpty() || (isBreak && std::exchange(m_skipBreak, false)))
        return;
    if (block().kind == MarkdownBlock::Kind::Code || block().kind == MarkdownBlock::Kind::Html)
        return verbatim(m_text.original(text));
    if (isBreak || type != MD_TEXT_NORMAL)
        return plainText(type, m_text.original(text));
    if (appendAlert(m_text.original(text)))
        return;
    const qsizetype begin = m_text.placeOf(text.data());
    const qsizetype end = begin + text.size();
    const QByteArrayView original = m_text.original(text);
    qsizetype at = begin;
    for (auto next = std::ranges::lower_bound(m_islands, begin, {}, &MarkdownIsland::begin);
        next != m_islands.cend() && next->end <= end; ++next) {
        plainText(type, original.sliced(at - begin, next->begin - at));
        appendIsland(*next);
        at = next->end;
    }
    plainText(type, original.sliced(at - begin));
}

void MarkdownBuilder::plainText(MD_TEXTTYPE type, QByteArrayView text)
{
    if (m_afterFormula && !text.isEmpty())
        afterFormula(text);
    if (text.isEmpty())
        return;
    noteText(m_text.placeOf(text.data()));
    if (type == MD_TEXT_NORMAL)
        noteSafePlaces(text);
    if (type == MD_TEXT_HTML)
        html(text);
    else
        append(shown(type, text));
}

/// A tag, or a line of a comment.
void MarkdownBuilder::html(QByteArrayView text)
{
    m_inComment = m_inComment || text.startsWith("<!--");
    if (m_inComment) {
        m_inComment = !text.endsWith("-->");
        return;
    }
    const MarkdownSpan asText{
        QString::fromUtf8(text).replace(u'\n', QChar::LineSeparator), m_look.styles, m_look.link};
    const auto tag = harmlessTag(text);
    if (isLineBreakTag(text))
        append(lineBreak());
    else if (!tag || !m_tags.apply(*tag, asText, spans()))
        append(asText.text);
}

/// The first line of a quote may give it a title.
bool MarkdownBuilder::appendAlert(QByteArrayView text)
{
    if (block().kind != MarkdownBlock::Kind::Paragraph || !block().spans.isEmpty() || !m_nesting.endsWith('q'))
        return false;
    const QString title = alertTitle(text);
    if (title.isEmpty())
        return false;
    noteText(m_text.placeOf(text.data()));
    block().spans.append({title, MarkdownStyle::Bold, {}});
    return true;
}

/// A display formula ends the paragraph, except that a full stop or comma may follow; later text begins the
/// next one.
void MarkdownBuilder::afterFormula(QByteArrayView &text)
{
    const bool formula = block().kind == MarkdownBlock::Kind::Math && !block().spans.isEmpty();
    if (formula && QByteArrayView(".,;:").contains(text.front()) &&
        (text.size() == 1 || text.at(1) == ' ')) {
        block().spans.last().text += QLatin1Char(text.front());
        text = text.sliced(1);
    }
    while (text.startsWith(' ') || text == "\n")
        text = text.sliced(1);
    if (text.isEmpty())
        return;
    openInside(MarkdownBlock::Kind::Paragraph);
}

/// Opens another block of the same paragraph.
void MarkdownBuilder::openInside(MarkdownBlock::Kind kind)
{
    const SafePlaces places = m_safePlaces;
    open(kind);
    m_safePlaces = places;
    m_parse.origins.last().inside = true;
}

void MarkdownBuilder::appendIsland(const MarkdownIsland &island)
{
    using Kind = MarkdownIsland::Kind;
    if (island.kind == Kind::Formula || island.kind == Kind::Display)
        return appendFormula(island);
    if (m_afterFormula)
        openInside(MarkdownBlock::Kind::Paragraph);
    noteText(island.begin);
    const Look outer = m_look;
    QString text = QString::fromUtf8(island.text);
    if (island.kind == Kind::Footnote) {
        m_look.styles |= MarkdownStyle::Raised;
    } else {
        if (m_look.link.isEmpty())
            m_look.link = text.replace(u"&amp;"_s, u"&"_s);
        text = QString::fromUtf8(QByteArrayView(m_source).sliced(island.begin, island.end - island.begin))
                   .replace(u"&amp;"_s, u"&"_s);
    }
    append(text);
    m_look = outer;
}

void MarkdownBuilder::appendFormula(const MarkdownIsland &formula)
{
    const MarkdownBlock::Kind kind = block().kind;
    const bool ownLine =
        formula.kind == MarkdownIsland::Kind::Display &&
        (kind == MarkdownBlock::Kind::Paragraph || kind == MarkdownBlock::Kind::Math ||
            kind == MarkdownBlock::Kind::Image);
    if (ownLine)
        openFormula();
    else if (m_afterFormula)
        openInside(MarkdownBlock::Kind::Paragraph);
    noteText(formula.begin);
    const Look outer = m_look;
    m_look.styles |= MarkdownStyle::Math;
    append(latexToText(QString::fromUtf8(formula.text), ownLine));
    m_look = outer;
    m_afterFormula = ownLine;
}

/// Puts the formula in a new block, after the paragraph's text so far.
void MarkdownBuilder::openFormula()
{
    if (block().kind == MarkdownBlock::Kind::Paragraph && block().spans.isEmpty()) {
        block().kind = MarkdownBlock::Kind::Math;
        return;
    }
    if (block().kind != MarkdownBlock::Kind::Image)
        trimEnd(block().spans);
    openInside(MarkdownBlock::Kind::Math);
}

/// The character before a line break tells one inside a cell from one between two cells.
QString MarkdownBuilder::lineBreak() const
{
    return m_parse.blocks.last().kind == MarkdownBlock::Kind::TableRow ? u"\u200B\u2028"_s : u"\u2028"_s;
}

QString MarkdownBuilder::shown(MD_TEXTTYPE type, QByteArrayView text) const
{
    switch (type) {
    case MD_TEXT_NULLCHAR:
        return u"\uFFFD"_s;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
        return lineBreak();
    case MD_TEXT_ENTITY:
        return decodeEntity(text);
    case MD_TEXT_CODE:
        // GitHub: bars are also escaped in code in a cell.
        if (m_parse.blocks.last().kind == MarkdownBlock::Kind::TableRow)
            return QString::fromUtf8(text).replace(u"\\|"_s, u"|"_s);
        return QString::fromUtf8(text);
    default:
        return QString::fromUtf8(text);
    }
}

/// Begins the next line of code or HTML, if one has ended.
void MarkdownBuilder::beginLine()
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
void MarkdownBuilder::verbatim(QByteArrayView text)
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
QByteArrayView MarkdownBuilder::withoutSkeleton(QByteArrayView text)
{
    const qsizetype at = m_text.placeOf(text.data());
    if (at < 0 || at >= m_prefix)
        return text;
    noteContainers(at);
    m_skipBreak = at + text.size() < m_prefix;
    return text.sliced(std::min(text.size(), m_prefix - at));
}

void MarkdownBuilder::noteText(qsizetype at)
{
    if (at < 0)
        return;
    if (m_parse.origins.last().textAt < 0)
        m_parse.origins.last().textAt = at;
    noteContainers(at);
}

void MarkdownBuilder::noteContainers(qsizetype at)
{
    for (int i = m_container; i >= 0 && m_parse.containers.at(i).textAt < 0;
        i = m_parse.containers.at(i).parent)
        m_parse.containers[i].textAt = at;
}

void MarkdownBuilder::noteSafePlaces(QByteArrayView text)
{
    const qsizetype at = m_text.placeOf(text.data());
    if (at < 0)
        return;
    if (m_openFormula >= 0 && at > m_openFormula)
        m_safePlaces.end();
    const qsizetype last =
        m_safePlaces.lastIn(text, m_look.styles || !m_look.link.isEmpty() || m_tags.isOpen());
    if (last >= 0 && at < m_openHead)
        m_parse.origins.last().safeAt = at + last;
}

MarkdownSpans &MarkdownBuilder::spans()
{
    MarkdownBlock &target = block();
    return target.cells.isEmpty() ? target.spans : target.cells.last();
}

void MarkdownBuilder::append(const QString &text)
{
    MarkdownSpans &target = spans();
    if (text.isEmpty())
        return;
    if (!target.isEmpty() && !m_tags.endsWithTag(target) && target.last().styles == m_look.styles &&
        target.last().link == m_look.link)
        target.last().text += text;
    else
        target.append({text, m_look.styles, m_look.link});
}

MarkdownParse MarkdownBuilder::take()
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
