// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/markdowndocument.h"

#include "ui/conversation/markdownclosing.h"
#include "ui/conversation/markdowncut.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// A paragraph is cut inside when it is so many times longer than the live text that is let to gather.
constexpr qsizetype paragraphFactor = 2;
/// More definitions than this are forgotten: they are parsed again with every piece.
constexpr qsizetype definitionsLimit = 16 * 1024;

bool isDefinition(QByteArrayView line)
{
    static const QRegularExpression pattern(u"^ {0,3}\\[[^\\]]+\\]:\\s*\\S+"_s);
    return line.trimmed().startsWith('[') && pattern.match(QString::fromUtf8(line)).hasMatch();
}

void appendSpace(MarkdownSpans &spans)
{
    if (spans.last().styles || !spans.last().link.isEmpty())
        spans.append(MarkdownSpan());
    spans.last().text += u' ';
}

} // namespace

MarkdownDocument::MarkdownDocument(qsizetype cutAt)
    : m_cutAt(cutAt)
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
    const QByteArray shown = m_finished ? m_source : closedForDisplay(m_source, m_context);
    MarkdownParse parse = parseMarkdown(shown, m_context);
    const auto cut = findCut(shown, parse);
    const qsizetype start = m_final;
    const qsizetype first =
        std::ranges::mismatch(std::as_const(m_live), std::as_const(parse.blocks)).in1 - m_live.cbegin();
    m_live = parse.blocks;
    if (cut) {
        collectDefinitions(cut->offset, parse);
        apply(*cut);
    }
    const qsizetype final = m_finished ? start + parse.blocks.size() : m_final;
    return {.first = start + first, .blocks = parse.blocks.sliced(first), .final = final};
}

std::optional<MarkdownCut> MarkdownDocument::findCut(const QByteArray &shown, MarkdownParse &parse) const
{
    const qsizetype live = m_source.size() - m_context.prefix().size();
    if (m_finished || live < m_cutAt || parse.blocks.isEmpty())
        return std::nullopt;
    if (auto cut = cutBetweenBlocks(shown, m_source.lastIndexOf('\n'), parse, m_context))
        return cut;
    return live > m_cutAt * paragraphFactor ? splitParagraph(shown, parse) : std::nullopt;
}

/// Makes two blocks of the last one, the first of them final.
std::optional<MarkdownCut> MarkdownDocument::splitParagraph(
    const QByteArray &shown, MarkdownParse &parse) const
{
    const auto cut = cutInsideParagraph(shown, parse, m_context);
    if (!cut || !m_source.startsWith(QByteArrayView(shown).first(cut->offset + 1)))
        return std::nullopt;
    const QList<MarkdownBlock> before = parseMarkdown(shown.first(cut->offset), m_context).blocks;
    const QList<MarkdownBlock> after =
        parseMarkdown(cut->context.prefix() + shown.sliced(cut->offset), cut->context).blocks;
    if (before.size() != parse.blocks.size() || after.isEmpty())
        return std::nullopt;
    parse.blocks = before;
    if (shown.at(cut->offset - 1) == ' ')
        appendSpace(parse.blocks.last().spans);
    parse.blocks += after;
    return cut;
}

void MarkdownDocument::apply(const MarkdownCut &cut)
{
    m_final += cut.blocks;
    m_live.remove(0, cut.blocks);
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
        const QByteArrayView line = QByteArrayView(m_source).sliced(at, (end < 0 ? offset : end) - at);
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
