// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/markdowncut.h"

#include <algorithm>

namespace Parlance {

namespace {

/// The blocks tried as the first one after a cut: the last is the best, and the ones before it seldom do
/// better.
constexpr qsizetype triedBlocks = 3;

QByteArrayView lineAt(QByteArrayView source, qsizetype start)
{
    const qsizetype end = source.indexOf('\n', start);
    return source.sliced(start, (end < 0 ? source.size() : end) - start);
}

bool isBlankIn(QByteArrayView line)
{
    return std::ranges::all_of(line, [](char c) { return c == ' ' || c == '\t' || c == '>'; });
}

/// Writes the source that opens the containers of a block again.
class Skeleton
{
public:
    Skeleton(const QByteArray &source, const MarkdownParse &parse, const MarkdownContext &context)
        : m_source(source)
        , m_parse(parse)
        , m_context(context)
    {
    }

    /// Opens the containers around a block whose first line begins at `blockLine`; false if one cannot be.
    bool openContainers(int container, qsizetype blockLine);
    bool openTable(qsizetype block);
    bool openCode(qsizetype block);

    [[nodiscard]] MarkdownContext context(const QByteArray &definitions) const;
    [[nodiscard]] QByteArray leafPrefix() const { return m_leafPrefix; }

    bool continuesCode = false;
    bool continuesParagraph = false;

private:
    bool addContainer(const MarkdownContainer &container);

    const QByteArray &m_source;
    const MarkdownParse &m_parse;
    const MarkdownContext &m_context;
    QByteArray m_text;
    QByteArray m_leafPrefix; ///< what a further line inside the containers begins with
    QList<int> m_numbers;
    qsizetype m_lastLine = -1;
    bool m_openFence = false;
};

bool Skeleton::addContainer(const MarkdownContainer &container)
{
    if (container.textAt < m_context.definitions.size())
        return false;
    const qsizetype start = lineStart(m_source, container.textAt);
    if (start != m_lastLine) {
        const QByteArray opening = m_source.sliced(start, container.textAt - start);
        m_text += opening + "x\n";
        m_leafPrefix = continuationPrefix(opening);
        m_lastLine = start;
    }
    if (container.item)
        m_numbers.append(container.number);
    return true;
}

bool Skeleton::openContainers(int container, qsizetype blockLine)
{
    QList<int> chain;
    for (int i = container; i >= 0; i = m_parse.containers.at(i).parent)
        chain.prepend(i);
    for (const int i : std::as_const(chain)) {
        const MarkdownContainer &open = m_parse.containers.at(i);
        if (open.textAt >= 0 && open.textAt < blockLine) {
            if (!addContainer(open))
                return false;
        } else if (open.previous >= 0) {
            // The block begins a further item: the item before it keeps the list open, and its number.
            if (!addContainer(m_parse.containers.at(open.previous)))
                return false;
            break;
        } else {
            break;
        }
    }
    if (!m_text.isEmpty())
        m_text += m_leafPrefix.left(m_leafPrefix.lastIndexOf('>') + 1) + '\n';
    return true;
}

/// The head of the table that a row belongs to, and the line under it.
bool Skeleton::openTable(qsizetype block)
{
    qsizetype head = block;
    while (head > 0 && !m_parse.blocks.at(head).first)
        --head;
    qsizetype start = -1;
    if (m_parse.blocks.at(head).first && m_parse.origins.at(head).textAt >= 0) {
        start = lineStart(m_source, m_parse.origins.at(head).textAt);
    } else if (m_context.skip > 0) {
        // The head is in the skeleton of the cut before: its last two lines.
        const qsizetype rest = m_context.prefix().size();
        start = rest < 2 ? -1 : lineStart(m_source, rest - 1);
        start = start <= 0 ? -1 : lineStart(m_source, start - 1);
    }
    if (start < 0)
        return false;
    const QByteArrayView headLine = lineAt(m_source, start);
    const QByteArrayView underLine = lineAt(m_source, start + headLine.size() + 1);
    const qsizetype pipe = m_leafPrefix.size();
    if (headLine.size() < pipe)
        return false;
    m_text += m_leafPrefix + headLine.sliced(pipe).toByteArray() + '\n' + underLine.toByteArray() + '\n';
    return true;
}

/// The line that opened the fence of a line of code: the first before the code that is not blank.
bool Skeleton::openCode(qsizetype block)
{
    continuesCode = true;
    const char fence = m_parse.origins.at(block).fence;
    if (!fence)
        return true;
    qsizetype first = block;
    while (first > 0 && !m_parse.blocks.at(first).first &&
           m_parse.blocks.at(first - 1).kind == MarkdownBlock::Kind::Code)
        --first;
    qsizetype textual = first;
    while (m_parse.origins.at(textual).textAt < 0)
        ++textual;
    qsizetype start = lineStart(m_source, m_parse.origins.at(textual).textAt);
    do {
        if (start == 0)
            return false;
        start = lineStart(m_source, start - 1);
    } while (isBlankIn(lineAt(m_source, start)));
    const QByteArrayView opener = lineAt(m_source, start);
    const qsizetype run = opener.indexOf(fence);
    if (run < 0)
        return false;
    m_openFence = true;
    m_text += continuationPrefix(opener.first(run)) + opener.sliced(run).toByteArray() + '\n';
    return true;
}

MarkdownContext Skeleton::context(const QByteArray &definitions) const
{
    MarkdownContext context{.definitions = definitions, .skeleton = m_text, .numbers = m_numbers};
    context.skip = parseMarkdown(context.prefix()).blocks.size() - (m_openFence ? 1 : 0);
    context.continuesCode = continuesCode;
    context.continuesParagraph = continuesParagraph;
    return context;
}

/// The same blocks come out of the rest, parsed on its own.
bool holds(const MarkdownCut &cut, const QByteArray &source, const MarkdownParse &parse)
{
    const QByteArray rest = cut.context.prefix() + source.sliced(cut.offset);
    const QList<MarkdownBlock> blocks = parseMarkdown(rest, cut.context).blocks;
    return std::ranges::equal(blocks, QList<MarkdownBlock>(parse.blocks.sliced(cut.blocks)));
}

bool opensLeaf(Skeleton &skeleton, const MarkdownParse &parse, qsizetype block)
{
    const MarkdownBlock &first = parse.blocks.at(block);
    if (first.kind == MarkdownBlock::Kind::TableRow && !first.first)
        return skeleton.openTable(block);
    if (first.kind == MarkdownBlock::Kind::Code && !first.first)
        return skeleton.openCode(block);
    return true;
}

std::optional<MarkdownCut> cutBefore(qsizetype block, const QByteArray &source, qsizetype complete,
    const MarkdownParse &parse, const MarkdownContext &context)
{
    const MarkdownOrigin &origin = parse.origins.at(block);
    const qsizetype start = lineStart(source, std::max<qsizetype>(origin.textAt, 0));
    if (origin.textAt < 0 || start > complete || start < context.prefix().size())
        return std::nullopt;
    const bool firstOfCode =
        parse.blocks.at(block).kind == MarkdownBlock::Kind::Code && parse.blocks.at(block).first;
    if (firstOfCode || parse.origins.at(block - 1).textAt >= start)
        return std::nullopt;
    Skeleton skeleton(source, parse, context);
    if (!skeleton.openContainers(origin.container, start) || !opensLeaf(skeleton, parse, block))
        return std::nullopt;
    MarkdownCut cut{.blocks = block, .offset = start, .context = skeleton.context(context.definitions)};
    return holds(cut, source, parse) ? std::optional(cut) : std::nullopt;
}

} // namespace

qsizetype lineStart(QByteArrayView source, qsizetype offset)
{
    return offset <= 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;
}

QByteArray continuationPrefix(QByteArrayView opening)
{
    QByteArray prefix = opening.toByteArray();
    for (char &c : prefix)
        c = c == '>' || c == '\t' ? c : ' ';
    return prefix;
}

std::optional<MarkdownCut> cutBetweenBlocks(
    const QByteArray &source, qsizetype complete, const MarkdownParse &parse, const MarkdownContext &context)
{
    const qsizetype last = parse.blocks.size() - 1;
    for (qsizetype block = last; block > 0 && block > last - triedBlocks; --block) {
        if (auto cut = cutBefore(block, source, complete, parse, context))
            return cut;
    }
    return std::nullopt;
}

std::optional<MarkdownCut> cutInsideParagraph(
    const QByteArray &source, const MarkdownParse &parse, const MarkdownContext &context)
{
    const MarkdownOrigin &origin = parse.origins.last();
    if (parse.blocks.last().kind != MarkdownBlock::Kind::Paragraph || origin.safeAt <= origin.textAt)
        return std::nullopt;
    Skeleton skeleton(source, parse, context);
    if (!skeleton.openContainers(origin.container, origin.safeAt))
        return std::nullopt;
    skeleton.continuesParagraph = true;
    MarkdownCut cut{.blocks = parse.blocks.size(),
        .offset = origin.safeAt,
        .context = skeleton.context(context.definitions)};
    cut.context.skeleton += skeleton.leafPrefix();
    return cut;
}

} // namespace Parlance
