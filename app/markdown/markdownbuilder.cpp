// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownbuilder.h"

#include "markdown/latextext.h"
#include "markdown/markdownentities.h"
#include "markdown/markdownimage.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

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

} // namespace

/// Makes a block of the image that ends, if there is its data: the text before it, and the text after it, are
/// other blocks of the paragraph.
bool MarkdownBuilder::takeImageOut()
{
    if (!isOpen() || block().kind != MarkdownBlock::Kind::Paragraph)
        return false;
    const QByteArray image = imageData(m_image.target, m_context.images);
    if (image.isEmpty())
        return false;
    const qsizetype first = std::min(m_image.span, block().spans.size());
    const MarkdownSpans words = block().spans.sliced(first);
    block().spans.resize(first);
    trimEnd(block().spans);
    if (!block().spans.isEmpty())
        openInside(MarkdownBlock::Kind::Image);
    block().kind = MarkdownBlock::Kind::Image;
    block().spans = words;
    block().image = image;
    noteText(m_image.place);
    m_inline.afterFormula = true;
    ++m_written;
    return true;
}

void MarkdownBuilder::enterSpan(MD_SPANTYPE type, void *detail)
{
    if (!isOpen())
        open(MarkdownBlock::Kind::Paragraph);
    m_outer.append({m_look, m_written});
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
        if (m_inline.afterFormula)
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
    const Look inner = m_look;
    const Outer outer = m_outer.isEmpty() ? Outer() : m_outer.takeLast();
    const bool endsImage = inner.styles & MarkdownStyle::Image && !(outer.look.styles & MarkdownStyle::Image);
    const bool isShown = (endsImage && takeImageOut()) || outer.written != m_written;
    if (!isShown && outer.look.link.isEmpty())
        appendTarget(endsImage);
    m_look = outer.look;
}

/// Shows a link without text, which could not be clicked. A place in a page is none.
void MarkdownBuilder::appendTarget(bool isImage)
{
    if (m_look.link.isEmpty() || m_look.link.startsWith(u'#'))
        return;
    const QString name = m_look.link.section(u'?', 0, 0).section(u'/', -1);
    const bool hasName = !name.isEmpty() && !m_look.link.startsWith(u"data:");
    append(!isImage ? m_look.link : hasName ? name : u"image"_s);
}

void MarkdownBuilder::text(MD_TEXTTYPE type, QByteArrayView text)
{
    if (!isOpen())
        open(MarkdownBlock::Kind::Paragraph);
    const bool isBreak = m_text.placeOf(text.data()) < 0;
    if (!isBreak && type == MD_TEXT_NORMAL && appendAlert(m_text.original(text)))
        return;
    text = withoutSkeleton(text);
    if (text.isEmpty() || (isBreak && isSkeletonBreak()))
        return;
    if (block().kind == MarkdownBlock::Kind::Code || block().kind == MarkdownBlock::Kind::Html)
        return verbatim(m_text.original(text));
    if (isBreak || type != MD_TEXT_NORMAL)
        return plainText(type, m_text.original(text));
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
    if (m_inline.afterFormula && !text.isEmpty())
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
    m_inline.inComment = m_inline.inComment || text.startsWith("<!--");
    if (m_inline.inComment) {
        m_inline.inComment = !text.endsWith("-->");
        return;
    }
    const MarkdownSpan asText{
        QString::fromUtf8(text).replace(u'\n', QChar::LineSeparator), m_look.styles, m_look.link};
    const auto tag = harmlessTag(text);
    if (isLineBreakTag(text))
        append(lineBreak());
    else if (!tag || !m_inline.tags.apply(*tag, asText, spans()))
        append(asText.text);
}

/// The first line of a quote may give it a title.
bool MarkdownBuilder::appendAlert(QByteArrayView text)
{
    if (block().kind != MarkdownBlock::Kind::Paragraph || !block().spans.isEmpty() || !isInQuote())
        return false;
    const QString title = alertTitle(text);
    if (title.isEmpty())
        return false;
    makeQuoteAlert();
    noteText(m_text.placeOf(text.data()));
    block().spans.append({title, MarkdownStyle::Bold, {}});
    block().first = true;
    return true;
}

/// A display formula ends the paragraph, except that a full stop or comma may follow; later text begins the
/// next one.
void MarkdownBuilder::afterFormula(QByteArrayView &text)
{
    const bool formula = block().kind == MarkdownBlock::Kind::Math && !block().spans.isEmpty();
    if (formula && QByteArrayView(".,;:").contains(text.front()) && (text.size() == 1 || text.at(1) == ' ')) {
        block().spans.last().text += QLatin1Char(text.front());
        text = text.sliced(1);
    }
    while (text.startsWith(' ') || text == "\n")
        text = text.sliced(1);
    if (text.isEmpty())
        return;
    openInside(MarkdownBlock::Kind::Paragraph);
}

void MarkdownBuilder::appendIsland(const MarkdownIsland &island)
{
    using Kind = MarkdownIsland::Kind;
    if (island.kind == Kind::Formula || island.kind == Kind::Display)
        return appendFormula(island);
    // What follows a note depends on it.
    if (island.kind == Kind::Footnote || island.kind == Kind::Hidden)
        m_inline.safePlaces.end();
    if (island.kind == Kind::Hidden)
        return;
    if (m_inline.afterFormula)
        openInside(MarkdownBlock::Kind::Paragraph);
    noteText(island.begin);
    const Look outer = m_look;
    QString text = QString::fromUtf8(island.text);
    if (island.kind == Kind::Footnote) {
        m_look.styles |= MarkdownStyle::Raised;
    } else {
        if (m_look.link.isEmpty())
            m_look.link = text.replace(u"&amp;"_s, u"&"_s);
        // "www.a.org" is the end of its target.
        const bool noScheme =
            QByteArrayView(m_source).at(island.begin) == 'w' || m_source.at(island.begin) == 'W';
        text = QString::fromUtf8(noScheme ? island.text.sliced(7) : island.text).replace(u"&amp;"_s, u"&"_s);
    }
    append(text);
    m_look = outer;
}

void MarkdownBuilder::appendFormula(const MarkdownIsland &formula)
{
    const MarkdownBlock::Kind kind = block().kind;
    const bool ownLine = formula.kind == MarkdownIsland::Kind::Display &&
                         (kind == MarkdownBlock::Kind::Paragraph || kind == MarkdownBlock::Kind::Math ||
                             kind == MarkdownBlock::Kind::Image);
    if (ownLine)
        openFormula();
    else if (m_inline.afterFormula)
        openInside(MarkdownBlock::Kind::Paragraph);
    noteText(formula.begin);
    const Look outer = m_look;
    m_look.styles |= MarkdownStyle::Math;
    append(latexToText(QString::fromUtf8(formula.text), ownLine));
    m_look = outer;
    m_inline.afterFormula = ownLine;
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
QString MarkdownBuilder::lineBreak()
{
    return block().kind == MarkdownBlock::Kind::TableRow ? u"\u200B\u2028"_s : u"\u2028"_s;
}

QString MarkdownBuilder::shown(MD_TEXTTYPE type, QByteArrayView text)
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
        if (block().kind == MarkdownBlock::Kind::TableRow)
            return QString::fromUtf8(text).replace(u"\\|"_s, u"|"_s);
        return QString::fromUtf8(text);
    default:
        return QString::fromUtf8(text);
    }
}

void MarkdownBuilder::noteSafePlaces(QByteArrayView text)
{
    const qsizetype at = m_text.placeOf(text.data());
    if (at < 0)
        return;
    if (m_openFormula >= 0 && at > m_openFormula)
        m_inline.safePlaces.end();
    const qsizetype last =
        m_inline.safePlaces.lastIn(text, m_look.styles || !m_look.link.isEmpty() || m_inline.tags.isOpen());
    if (last >= 0 && at < m_openHead)
        origin().safeAt = at + last;
}

} // namespace Parlance
