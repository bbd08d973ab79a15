// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/markdowndocument.h"

#include "ui/conversation/markdownclosing.h"
#include "ui/conversation/markdowncut.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// More definitions than this are forgotten: they are parsed again with every piece.
constexpr qsizetype definitionsLimit = 8 * 1024;

bool isDefinition(QByteArrayView line)
{
    return line.trimmed().startsWith('[') && line.contains("]:") &&
           parseMarkdown(line.toByteArray()).blocks.isEmpty();
}

/// The spaces at the end of `source`, which a parser leaves out at the end of a paragraph or heading.
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

} // namespace

MarkdownDocument::MarkdownDocument(const MarkdownLimits &limits)
    : m_limits(limits)
    , m_checkpoint(limits.piece)
{
}

void MarkdownDocument::append(QStringView text)
{
    QByteArray bytes = m_toUtf8(text);
    m_source += bytes;
}

void MarkdownDocument::finish()
{
    m_finished = true;
}

MarkdownChange MarkdownDocument::take()
{
    const qsizetype start = m_final;
    QList<MarkdownBlock> blocks;
    while (m_begin + m_source.size() - prefixSize() >= m_checkpoint)
        blocks += cutAtCheckpoint();
    const QByteArray shown = m_finished ? m_source : closedForDisplay(m_source, m_context);
    const QList<MarkdownBlock> live = parseMarkdown(shown, m_context).blocks;
    blocks += live;
    const qsizetype first =
        std::ranges::mismatch(std::as_const(m_live), std::as_const(blocks)).in1 - m_live.cbegin();
    m_live = live;
    const qsizetype final = m_finished ? start + blocks.size() : m_final;
    return {.first = start + first, .blocks = blocks.sliced(first), .final = final};
}

/// Cuts the text up to the checkpoint, if it can be cut: what comes after it must not matter, or the cuts would
/// depend on the pieces that the text arrives in. Returns the blocks that are final now.
QList<MarkdownBlock> MarkdownDocument::cutAtCheckpoint()
{
    const qsizetype end = prefixSize() + m_checkpoint - m_begin;
    m_checkpoint += m_limits.piece;
    const QByteArray source = m_source.first(end);
    MarkdownParse parse = parseMarkdown(source, m_context);
    const auto cut = findCut(source, parse);
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
    if (live >= m_limits.paragraph) {
        if (auto cut = splitParagraph(source, parse))
            return cut;
    }
    return live >= m_limits.open ? std::optional(splitAnywhere(source, parse)) : std::nullopt;
}

/// Makes two blocks of the last one, the first of them final.
std::optional<MarkdownCut> MarkdownDocument::splitParagraph(
    const QByteArray &source, MarkdownParse &parse) const
{
    const auto cut = cutInsideParagraph(source, parse, m_context);
    if (!cut)
        return std::nullopt;
    const QByteArray before = source.first(cut->offset);
    const MarkdownParse first = parseMarkdown(before, m_context);
    if (first.blocks.size() != parse.blocks.size())
        return std::nullopt;
    parse.blocks = first.blocks;
    appendSpacesOf(before, parse.blocks.last());
    return cut;
}

MarkdownCut MarkdownDocument::splitAnywhere(const QByteArray &source, MarkdownParse &parse) const
{
    const qsizetype offset = placeToSplit(source, prefixSize());
    const QByteArray before = source.first(offset);
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
}

/// A definition makes no block, so its line is the first of none; and it cannot interrupt a paragraph.
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
