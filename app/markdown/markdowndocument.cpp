// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdowndocument.h"

#include "markdown/markdownclosing.h"
#include "markdown/markdowncut.h"

#include <algorithm>
#include <cctype>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The size limit of kept definitions, which are parsed again with every piece.
constexpr qsizetype definitionsLimit = 8 * 1024;

bool isDefinition(QByteArrayView line)
{
    return line.trimmed().startsWith('[') && line.contains("]:") &&
           parseMarkdown(line.toByteArray()).blocks.isEmpty();
}

/// The size of the source before a definition at its end, which may still turn out to be none.
qsizetype sizeBeforeOpenDefinition(const QByteArray &source)
{
    qsizetype begin = source.size();
    for (qsizetype line = begin; line > 0; line = lineStart(source, line - 1)) {
        const qsizetype start = lineStart(source, line - 1);
        const QByteArrayView text = QByteArrayView(source).sliced(start, line - start).trimmed();
        if (text.isEmpty() && line < source.size())
            break;
        const qsizetype bracket = text.indexOf('[');
        if (bracket >= 0 && text.indexOf("]:", bracket) >= 0)
            begin = start;
    }
    return begin;
}

/// Appends the spaces at the end of `source`, which the parser drops at the end of a paragraph or heading.
void appendSpacesOf(QByteArrayView source, MarkdownBlock &block)
{
    MarkdownSpans &spans = block.spans;
    if (block.kind == MarkdownBlock::Kind::Code || block.kind == MarkdownBlock::Kind::Html || spans.isEmpty())
        return;
    qsizetype count = 0;
    while (count < source.size() && source.at(source.size() - 1 - count) == ' ')
        ++count;
    if (count == 0)
        return;
    if (spans.last().styles || !spans.last().link.isEmpty())
        spans.append(MarkdownSpan());
    spans.last().text += QString(count, u' ');
}

/// Of a text in UTF-8: letters, digits and the bytes of other scripts.
qsizetype countLetters(const QByteArray &text)
{
    return std::ranges::count_if(text, [](uchar c) { return c >= 0x80 || std::isalnum(c) != 0; });
}

} // namespace

MarkdownDocument::MarkdownDocument(const MarkdownLimits &limits)
    : m_limits(limits)
    , m_checkpoint(limits.piece)
{
}

void MarkdownDocument::append(QStringView text)
{
    QByteArray bytes = m_toUtf8(text);
    m_arrived += bytes;
}

void MarkdownDocument::finish()
{
    m_finished = true;
}

QByteArray MarkdownDocument::shown() const
{
    if (m_finished)
        return m_source;
    const QByteArray closed = closedForDisplay(m_source, m_context);
    const bool hasImage = m_image || m_source.contains("](data:"); // whose letters are no words
    return m_broken && !hasImage && countLetters(closed) < countLetters(m_source) ? m_source : closed;
}

MarkdownChange MarkdownDocument::take()
{
    const qsizetype start = m_final;
    QList<MarkdownBlock> blocks = read();
    const QList<MarkdownBlock> live = parseMarkdown(shown(), m_context).blocks;
    blocks += live;
    const qsizetype first =
        std::ranges::mismatch(std::as_const(m_live), std::as_const(blocks)).in1 - m_live.cbegin();
    m_live = live;
    const qsizetype final = m_finished ? start + blocks.size() : m_final;
    return {.first = start + first, .blocks = blocks.sliced(first), .final = final};
}

/// Reads the text that arrived, checkpoint by checkpoint. Later text must not affect an earlier checkpoint,
/// or the cuts would depend on how the text is split. Returns the blocks that became final.
QList<MarkdownBlock> MarkdownDocument::read()
{
    QList<MarkdownBlock> blocks;
    const QByteArray arrived = std::exchange(m_arrived, {});
    QByteArrayView rest = arrived;
    while (!rest.isEmpty()) {
        const qsizetype size =
            m_image ? m_image->take(rest) : std::min(rest.size(), m_checkpoint - position());
        if (m_image)
            m_begin += size;
        else
            m_source += rest.first(size);
        rest = rest.sliced(size);
        if (m_image && !rest.isEmpty())
            endImage();
        else if (!m_image && position() == m_checkpoint)
            blocks += cutAtCheckpoint();
    }
    if (m_image && m_finished) {
        endImage();
        m_source += ')';
    }
    return blocks;
}

/// Replaces the image's data in the text by a name.
void MarkdownDocument::endImage()
{
    const qsizetype end = position();
    m_source += '*' + QByteArray::number(m_context.images.size());
    m_context.images.append(m_image->image());
    m_image.reset();
    m_begin += end - position();
    m_checkpoint = (end / m_limits.piece + 1) * m_limits.piece;
}

bool MarkdownDocument::beginsImage(const MarkdownParse &parse)
{
    const bool verbatim =
        !parse.blocks.isEmpty() && (parse.blocks.last().kind == MarkdownBlock::Kind::Code ||
                                       parse.blocks.last().kind == MarkdownBlock::Kind::Html);
    const qsizetype data = verbatim ? -1 : openImageData(m_source);
    if (data < prefixSize())
        return false;
    m_image.emplace();
    m_image->take(QByteArrayView(m_source).sliced(data));
    m_begin += m_source.size() - data;
    m_source.truncate(data);
    return true;
}

QList<MarkdownBlock> MarkdownDocument::cutAtCheckpoint()
{
    m_checkpoint += m_limits.piece;
    MarkdownParse parse = parseMarkdown(m_source, m_context);
    if (beginsImage(parse))
        return {};
    const qsizetype size = std::max(prefixSize(), sizeBeforeOpenDefinition(m_source));
    const QByteArray source = m_source.first(size);
    if (size < m_source.size())
        parse = parseMarkdown(source, m_context);
    auto cut = findCut(source, parse);
    if (!cut && m_source.size() - prefixSize() >= m_limits.open)
        cut = splitAnywhere(parse);
    if (!cut)
        return {};
    m_begin += cut->offset - prefixSize();
    collectDefinitions(cut->offset, parse);
    apply(*cut);
    return parse.blocks.first(cut->blocks);
}

std::optional<MarkdownCut> MarkdownDocument::findCut(const QByteArray &source, MarkdownParse &parse) const
{
    const qsizetype live = source.size() - prefixSize();
    if (live < m_limits.piece)
        return std::nullopt;
    if (auto cut = cutBetweenBlocks(source, source.lastIndexOf('\n'), parse, m_context))
        return cut;
    return live >= m_limits.paragraph ? splitParagraph(source, parse) : std::nullopt;
}

/// Splits the last block in two; the first one becomes final.
std::optional<MarkdownCut> MarkdownDocument::splitParagraph(
    const QByteArray &source, MarkdownParse &parse) const
{
    const auto cut = cutInsideParagraph(source, parse, m_context);
    if (!cut)
        return std::nullopt;
    const QByteArray before = m_source.first(cut->offset);
    const MarkdownParse first = parseMarkdown(before, m_context);
    if (first.blocks.size() != parse.blocks.size())
        return std::nullopt;
    parse.blocks = first.blocks;
    appendSpacesOf(before, parse.blocks.last());
    return cut;
}

MarkdownCut MarkdownDocument::splitAnywhere(MarkdownParse &parse) const
{
    const qsizetype offset = placeToSplit(m_source, prefixSize());
    const QByteArray before = m_source.first(offset);
    parse = parseMarkdown(before, m_context);
    MarkdownCut cut = cutAnywhere(before, parse, m_context);
    cut.context.continues = cut.context.continues && m_final + parse.blocks.size() > 0;
    if (cut.context.continues && !parse.blocks.isEmpty())
        appendSpacesOf(before, parse.blocks.last());
    return cut;
}

void MarkdownDocument::apply(const MarkdownCut &cut)
{
    m_final += cut.blocks;
    const QByteArray definitions = m_context.definitions;
    m_context = cut.context;
    m_context.definitions = definitions;
    m_source = m_context.prefix() + m_source.sliced(cut.offset);
    if (!m_source.contains(";base64,*"))
        m_context.images.clear();
}

/// A definition makes no block, so its line is the first line of no block; it cannot interrupt a paragraph.
void MarkdownDocument::collectDefinitions(qsizetype offset, const MarkdownParse &parse)
{
    if (!m_source.contains("]:"))
        return;
    qsizetype block = 0;
    bool mayDefine = true;
    for (qsizetype at = m_context.prefix().size(); at < offset;) {
        const qsizetype end = m_source.indexOf('\n', at);
        const qsizetype lineEnd = end < 0 ? offset : std::min(end, offset);
        const QByteArrayView line = QByteArrayView(m_source).sliced(at, lineEnd - at);
        while (block < parse.origins.size() && parse.origins.at(block).textAt < at)
            ++block;
        const bool beginsBlock =
            block < parse.origins.size() && parse.origins.at(block).textAt <= at + line.size();
        const bool defines = mayDefine && !beginsBlock && isDefinition(line);
        if (defines && m_context.definitions.size() < definitionsLimit)
            m_context.definitions += line.toByteArray() + '\n';
        mayDefine = defines || line.trimmed().isEmpty();
        at += line.size() + 1;
    }
}

} // namespace Parlance
