// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdowncut.h"

#include "markdown/innerfences.h"

#include <algorithm>

namespace Parlance {

namespace {

using Kind = MarkdownBlock::Kind;

/// The number of blocks tried as the first one after a cut: the last is the best, and earlier ones seldom
/// work better.
constexpr qsizetype triedBlocks = 3;
/// The maximum size of a skeleton: a longer one costs more with every piece than it is worth.
constexpr qsizetype longestSkeleton = 2048;
/// How far before its end a long text may be cut to avoid splitting a word.
constexpr qsizetype reachForSpace = 256;
/// A first line that is not a definition; its text is left out. The next line continues the paragraph, so it
/// is no table head (MarkdownContext::continues).
constexpr char lineBefore[] = "x\n";
/// Precedes the text of a continued line, so that it does not begin with a block mark; Markdown keeps this
/// space.
constexpr char placeholder[] = "\u00A0";

QByteArrayView lineAt(QByteArrayView source, qsizetype start)
{
    const qsizetype end = source.indexOf('\n', start);
    return source.sliced(start, (end < 0 ? source.size() : end) - start);
}

bool isBlankIn(QByteArrayView line)
{
    return std::ranges::all_of(line, [](char c) { return c == ' ' || c == '\t' || c == '>'; });
}

/// Writes the source that opens a block's containers again.
class Skeleton
{
public:
    Skeleton(const QByteArray &source, const MarkdownParse &parse, const MarkdownContext &context)
        : m_source(source)
        , m_parse(parse)
        , m_context(context)
    {
    }

    /// Opens the containers around a block whose first line begins at `blockLine`; false if that is not
    /// possible.
    bool openContainers(int container, qsizetype blockLine);
    bool openTable(qsizetype block);
    /// The text that follows begins at `end`.
    bool openCode(qsizetype block, qsizetype end);
    bool openHtml(qsizetype block);

    /// The text that follows continues a paragraph, before a word or anywhere, or a line that begins with
    /// `mark`.
    void continueParagraph();
    void continueText();
    void continueLine(QByteArrayView mark);

    [[nodiscard]] MarkdownContext context() const;
    [[nodiscard]] bool isShort() const { return m_text.size() <= longestSkeleton; }

private:
    bool addContainer(const MarkdownContainer &container);
    [[nodiscard]] qsizetype openerOf(qsizetype line) const;

    const QByteArray &m_source;
    const MarkdownParse &m_parse;
    const MarkdownContext &m_context;
    QByteArray m_text;
    QByteArray m_leaf;       ///< opens the block to continue; makes no block itself
    QByteArray m_leafPrefix; ///< the prefix of a further line inside the containers
    QByteArray m_htmlOpening;
    QList<int> m_numbers;
    qsizetype m_lastLine = -1;
    bool m_openFence = false;
    bool m_innerFence = false;
    bool m_continues = false;
    bool m_continuesCode = false;
};

bool Skeleton::addContainer(const MarkdownContainer &container)
{
    if (container.textAt < m_context.definitions.size())
        return false;
    const qsizetype start = lineStart(m_source, container.textAt);
    if (start != m_lastLine) {
        const QByteArray opening = m_source.sliced(start, container.textAt - start);
        const bool alert = std::ranges::any_of(m_parse.containers,
            [&](const MarkdownContainer &other) { return other.alert && other.textAt == container.textAt; });
        m_text += opening + (alert ? "[!NOTE]\n" : "x\n");
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
            // The block begins another item: the item before it keeps the list open and its number right.
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

/// Opens the table of a row: its head and the line of dashes.
bool Skeleton::openTable(qsizetype block)
{
    qsizetype head = block;
    while (head > 0 && !m_parse.blocks.at(head).first)
        --head;
    qsizetype start = -1;
    if (m_parse.blocks.at(head).first && m_parse.origins.at(head).textAt >= 0) {
        start = lineStart(m_source, m_parse.origins.at(head).textAt);
    } else if (m_context.skip > 0) {
        // The head is in the skeleton of the cut before, in its last two lines.
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

/// The line that opens the fence of the code in this line: the first line before it that is not blank, or the
/// one before that, if the skeleton also opens an inner fence. -1 if there is none.
qsizetype Skeleton::openerOf(qsizetype line) const
{
    const qsizetype prefix = m_context.prefix().size();
    qsizetype start = line;
    for (int lines = m_context.innerFence ? 2 : 1; lines > 0; --lines) {
        do {
            if (start == 0)
                return -1;
            start = lineStart(m_source, start - 1);
        } while (isBlankIn(lineAt(m_source, start)));
        if (start >= prefix)
            break;
    }
    return start;
}

/// Opens the fence of a code line, and the fence in it that is open.
bool Skeleton::openCode(qsizetype block, qsizetype end)
{
    m_continuesCode = true;
    const char fence = m_parse.origins.at(block).fence;
    if (!fence)
        return true;
    qsizetype first = block;
    while (first > 0 && !m_parse.blocks.at(first).first && m_parse.blocks.at(first - 1).kind == Kind::Code)
        --first;
    qsizetype textual = first;
    while (textual <= block && m_parse.origins.at(textual).textAt < 0)
        ++textual;
    if (textual > block)
        return false;
    const qsizetype start = openerOf(lineStart(m_source, m_parse.origins.at(textual).textAt));
    if (start < 0)
        return false;
    const QByteArrayView opener = lineAt(m_source, start);
    const qsizetype run = opener.indexOf(fence);
    if (run < 0)
        return false;
    m_openFence = true;
    m_text += continuationPrefix(opener.first(run)) + opener.sliced(run).toByteArray() + '\n';
    const QByteArrayView inner = openInnerFence(m_source, start, end);
    m_innerFence = !inner.isEmpty();
    if (m_innerFence)
        m_text += inner.toByteArray() + '\n';
    return true;
}

/// Opens HTML with a tag whose HTML block has the same end condition (CommonMark 4.6). A comment that is too
/// long is none.
bool Skeleton::openHtml(qsizetype block)
{
    QByteArray opening = m_context.htmlOpening;
    const QByteArrayView text = QByteArrayView(m_source).sliced(m_parse.origins.at(block).textAt);
    if (block > 0 || opening.isEmpty()) {
        static constexpr std::pair<const char *, const char *> openings[] = {{"<!--", ""},
            {"<![CDATA[", "<![CDATA["}, {"<?", "<?"}, {"<!", "<!X"}, {"<script", "<pre>"}, {"<pre", "<pre>"},
            {"<style", "<pre>"}, {"<textarea", "<pre>"}, {"<", "<div>"}};
        const auto *const found = std::ranges::find_if(openings, [&](const auto &known) {
            const QByteArrayView tag(known.first);
            return text.first(std::min(text.size(), tag.size())).compare(tag, Qt::CaseInsensitive) == 0;
        });
        opening = found == std::end(openings) ? "" : found->second;
    }
    if (opening.isEmpty())
        return false;
    m_htmlOpening = opening;
    m_leaf += m_leafPrefix + m_htmlOpening + '\n';
    return true;
}

void Skeleton::continueParagraph()
{
    m_continues = true;
    m_leaf += m_leafPrefix + lineBefore + m_leafPrefix;
}

void Skeleton::continueText()
{
    continueParagraph();
    m_leaf += placeholder;
}

void Skeleton::continueLine(QByteArrayView mark)
{
    m_continues = true;
    m_leaf += m_leafPrefix + mark.toByteArray() + placeholder;
}

MarkdownContext Skeleton::context() const
{
    MarkdownContext context{.definitions = m_context.definitions,
        .skeleton = m_text,
        .numbers = m_numbers,
        .images = m_context.images};
    context.skip = parseMarkdown(context.prefix()).blocks.size() - (m_openFence ? 1 : 0);
    context.skeleton += m_leaf;
    context.htmlOpening = m_htmlOpening;
    context.innerFence = m_innerFence;
    context.continuesCode = m_continuesCode;
    context.continues = m_continues;
    return context;
}

/// True if the rest, parsed alone, gives the same blocks.
bool holds(const MarkdownCut &cut, const QByteArray &source, const MarkdownParse &parse)
{
    const QByteArray rest = cut.context.prefix() + source.sliced(cut.offset);
    const QList<MarkdownBlock> blocks = parseMarkdown(rest, cut.context).blocks;
    return std::ranges::equal(blocks, QList<MarkdownBlock>(parse.blocks.sliced(cut.blocks)));
}

bool opensLeaf(Skeleton &skeleton, const MarkdownParse &parse, qsizetype block, qsizetype start)
{
    const MarkdownBlock &first = parse.blocks.at(block);
    if (first.kind == Kind::TableRow && !first.first)
        return skeleton.openTable(block);
    if (first.kind == Kind::Code && !first.first)
        return skeleton.openCode(block, start);
    return true;
}

/// Opens the last block again in the middle of its last line.
bool continuesBlock(Skeleton &skeleton, const QByteArray &source, const MarkdownParse &parse)
{
    const qsizetype last = parse.blocks.size() - 1;
    if (last < 0 || (parse.origins.at(last).textAt < 0 && parse.blocks.at(last).kind != Kind::Code))
        return false;
    const MarkdownOrigin &origin = parse.origins.at(last);
    if (!skeleton.openContainers(origin.container, source.size()))
        return false;
    const bool onLine = lineStart(source, origin.textAt) == lineStart(source, source.size());
    switch (isFenced(parse, last) ? Kind::Code : parse.blocks.at(last).kind) {
    case Kind::Heading:
        skeleton.continueLine(QByteArray(parse.blocks.at(last).level, '#') + ' ');
        return onLine;
    case Kind::TableRow:
        skeleton.continueLine({});
        return onLine && skeleton.openTable(last);
    case Kind::Code:
        if (!source.endsWith('\n'))
            skeleton.continueLine(origin.fence ? "" : "    ");
        return (onLine || source.endsWith('\n')) && skeleton.openCode(last, source.size());
    case Kind::Html:
        if (skeleton.openHtml(last))
            skeleton.continueLine({});
        else
            skeleton.continueText();
        return true;
    case Kind::Rule:
        return false;
    case Kind::Paragraph:
    case Kind::Math:
    case Kind::Image:
        skeleton.continueText();
        return true;
    }
    return false;
}

/// The offset of the last line that decides the kind of a block: its first line, or the dashes under a table
/// head, which may still grow too long.
qsizetype decidingLine(const QByteArray &source, qsizetype start, const MarkdownBlock &block)
{
    const bool isHead = block.kind == Kind::TableRow && block.first;
    return isHead ? source.indexOf('\n', start) + 1 : start;
}

std::optional<MarkdownCut> cutBefore(qsizetype block, const QByteArray &source, qsizetype complete,
    const MarkdownParse &parse, const MarkdownContext &context)
{
    const MarkdownOrigin &origin = parse.origins.at(block);
    const qsizetype start = lineStart(source, std::max<qsizetype>(origin.textAt, 0));
    if (origin.textAt < 0 || start < context.prefix().size() || origin.inside ||
        decidingLine(source, start, parse.blocks.at(block)) > complete)
        return std::nullopt;
    if (parse.openFormula >= 0 && start > parse.openFormula)
        return std::nullopt;
    const bool firstOfCode = parse.blocks.at(block).kind == Kind::Code && parse.blocks.at(block).first;
    if (firstOfCode || parse.origins.at(block - 1).textAt >= start)
        return std::nullopt;
    Skeleton skeleton(source, parse, context);
    if (!skeleton.openContainers(origin.container, start) || !opensLeaf(skeleton, parse, block, start) ||
        !skeleton.isShort())
        return std::nullopt;
    MarkdownCut cut{.blocks = block, .offset = start, .context = skeleton.context()};
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
    qsizetype tried = 0;
    for (qsizetype block = parse.blocks.size() - 1; block > 0 && tried < triedBlocks; --block) {
        tried += parse.origins.at(block).textAt >= 0 ? 1 : 0;
        if (auto cut = cutBefore(block, source, complete, parse, context))
            return cut;
    }
    return std::nullopt;
}

std::optional<MarkdownCut> cutInsideParagraph(
    const QByteArray &source, const MarkdownParse &parse, const MarkdownContext &context)
{
    if (parse.blocks.isEmpty())
        return std::nullopt;
    const MarkdownOrigin &origin = parse.origins.last();
    if (parse.blocks.last().kind != Kind::Paragraph || origin.safeAt <= origin.textAt)
        return std::nullopt;
    Skeleton skeleton(source, parse, context);
    if (!skeleton.openContainers(origin.container, origin.safeAt) || !skeleton.isShort())
        return std::nullopt;
    skeleton.continueParagraph();
    return MarkdownCut{.blocks = parse.blocks.size(), .offset = origin.safeAt, .context = skeleton.context()};
}

qsizetype placeToSplit(QByteArrayView source, qsizetype from)
{
    const qsizetype near = std::max(from, source.size() - reachForSpace) + 1;
    for (qsizetype at = source.size(); at > near; --at) {
        if (source.at(at - 1) == ' ')
            return at;
    }
    qsizetype at = source.size() - 1;
    while (at > near && (static_cast<unsigned char>(source.at(at)) & 0xC0) == 0x80)
        --at;
    return at;
}

MarkdownCut cutAnywhere(const QByteArray &source, const MarkdownParse &parse, const MarkdownContext &context)
{
    MarkdownCut cut{.blocks = parse.blocks.size(), .offset = source.size(), .context = {}};
    Skeleton skeleton(source, parse, context);
    if (continuesBlock(skeleton, source, parse) && skeleton.isShort()) {
        cut.context = skeleton.context();
        return cut;
    }
    Skeleton plain(source, parse, context);
    plain.continueText();
    cut.context = plain.context();
    return cut;
}

} // namespace Parlance
