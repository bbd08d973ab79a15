// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdowntables.h"

#include "markdown/markdowncut.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// No head of a table is longer, if its paragraph has to be cut.
constexpr qsizetype longestHead = 256;
/// Each round costs two readings of the text. A text that needs more has what looks like tables, and are
/// none.
constexpr int mostRounds = 16;

struct Line
{
    Line(QByteArrayView text, qsizetype start)
        : begin(std::min(start, text.size()))
        , end(text.indexOf('\n', begin))
    {
        if (end < 0)
            end = text.size();
        qsizetype from = begin;
        while (from < end && QByteArrayView(" \t>").contains(text.at(from)))
            ++from;
        marks = text.sliced(begin, from - begin);
        content = text.sliced(from, end - from).trimmed();
    }
    qsizetype begin;
    qsizetype end;          ///< without the line break
    QByteArrayView marks;   ///< of quotes, and the space of list items
    QByteArrayView content; ///< what stands after that
};

bool isFence(QByteArrayView content)
{
    return content.startsWith("```") || content.startsWith("~~~");
}

bool isOf(QByteArrayView content, QByteArrayView bytes)
{
    return std::ranges::all_of(content, [&](char c) { return bytes.contains(c); });
}

/// A line of dashes under a head. Without a bar, it would underline a heading.
bool isDashes(QByteArrayView content)
{
    return isOf(content, "|-: \t") && content.contains('|') && content.contains('-');
}

bool isHead(const Line &head, const Line &under)
{
    return isDashes(under.content) && cellCount(head.content) == cellCount(under.content);
}

/// A heading or a fence (CommonMark 4.2 and 4.5), which md4c takes for a row of the table above.
bool endsTable(QByteArrayView content)
{
    static const QRegularExpression opening(u"^(?:#{1,6}(?:[ \\t]|$)|`{3,}[^`]*$|~{3,})"_s);
    return (content.startsWith('#') || isFence(content)) &&
           opening.match(QString::fromUtf8(content)).hasMatch();
}

/// Quick to say no: nothing stands right above the head of a table, and nothing that ends one below it.
bool mayNeedGaps(QByteArrayView source)
{
    int linesAbove = 0;
    bool tableAbove = false;
    for (qsizetype at = 0; at < source.size();) {
        const Line line(source, at);
        const bool dashes = isDashes(line.content);
        if ((dashes && linesAbove > 1) || (tableAbove && endsTable(line.content)))
            return true;
        linesAbove = line.content.isEmpty() ? 0 : linesAbove + 1;
        tableAbove = linesAbove > 0 && (tableAbove || dashes);
        at = line.end + 1;
    }
    return false;
}

/// False if the line goes on in the leaf's quote or item only because paragraphs may do so without its marks,
/// which tables may not; or if it is the line where the item begins.
bool mayStandIn(const MarkdownLeaf &leaf, const Line &line)
{
    const qsizetype lastQuote = leaf.nesting.lastIndexOf('q');
    const QByteArrayView indent = line.marks.sliced(line.marks.lastIndexOf('>') + 1);
    const bool indented = indent.size() > 1 || indent.contains('\t');
    const bool inItem = leaf.nesting.indexOf('l', lastQuote + 1) >= 0;
    const qsizetype content = line.begin + line.marks.size();
    return line.marks.count('>') == leaf.nesting.count('q') && (indented || !inItem) &&
           (leaf.begin < line.begin || leaf.begin == content);
}

} // namespace

qsizetype cellCount(QByteArrayView content)
{
    qsizetype bars = 0;
    bool endsWithBar = false;
    for (qsizetype i = 0; i < content.size(); ++i) {
        endsWithBar = content.at(i) == '|';
        bars += endsWithBar ? 1 : 0;
        i += content.at(i) == '\\' ? 1 : 0;
    }
    const bool onlyBar = content == "|";
    const qsizetype outer = (content.startsWith('|') ? 1 : 0) + (endsWithBar && !onlyBar ? 1 : 0);
    return bars - outer + (onlyBar || content.isEmpty() ? 0 : 1);
}

qsizetype openTableHead(QByteArrayView source)
{
    Line head(source, lineStart(source, source.size()));
    if (isOf(head.content, "|-: \t") && head.begin > 0)
        head = Line(source, lineStart(source, head.begin - 1));
    return source.size() - head.begin > longestHead ? source.size() : head.begin;
}

TablesApart::TablesApart(const QByteArray &source, qsizetype from)
    : m_text(source)
{
    if (mayNeedGaps(source))
        findGaps(source, from);
}

qsizetype TablesApart::inSource(qsizetype at) const
{
    const auto after =
        std::ranges::partition_point(m_gaps, [at](const Gap &gap) { return gap.before + gap.shift <= at; });
    return after == m_gaps.cbegin() ? at : at - (after - 1)->shift;
}

qsizetype TablesApart::inText(qsizetype at) const
{
    const auto after =
        std::ranges::partition_point(m_gaps, [at](const Gap &gap) { return gap.before <= at; });
    return after == m_gaps.cbegin() ? at : at + (after - 1)->shift;
}

QList<MarkdownLeaf> TablesApart::leaves() const
{
    QList<MarkdownLeaf> leaves = leavesOf(m_text);
    for (MarkdownLeaf &leaf : leaves) {
        leaf.begin = inSource(leaf.begin);
        leaf.end = inSource(leaf.end);
    }
    return leaves;
}

/// Whether a line is in the containers of the paragraph above it is for md4c to say: a table must come out,
/// in the same quotes and items. Where none does, what comes after it is looked at again without it.
void TablesApart::findGaps(const QByteArray &source, qsizetype from)
{
    QList<qsizetype> refused;
    QList<MarkdownLeaf> leaves = leavesOf(m_text);
    for (int round = 0; round < mostRounds; ++round) {
        const QList<Gap> found = gapsIn(leaves, from, refused);
        if (found.isEmpty())
            return;
        TablesApart tried(*this);
        tried.insert(source, found);
        leaves = leavesOf(tried.m_text);
        const auto wrong =
            std::ranges::find_if_not(found, [&](const Gap &gap) { return tried.isRight(gap, leaves); });
        if (wrong == found.cend()) {
            *this = tried;
            continue;
        }
        if (wrong == found.cbegin())
            refused.append(wrong->before);
        insert(source, found.first(wrong - found.cbegin()));
        leaves = leavesOf(m_text);
    }
}

/// Up to the first table of md4c's own that has taken a fence for a row: what is below is something else
/// then.
QList<TablesApart::Gap> TablesApart::gapsIn(
    const QList<MarkdownLeaf> &leaves, qsizetype from, const QList<qsizetype> &refused) const
{
    QList<Gap> gaps;
    qsizetype tableEnd = 0;
    for (const MarkdownLeaf &leaf : leaves) {
        if (leaf.begin < tableEnd)
            continue;
        const qsizetype end = leaf.kind == MarkdownLeaf::Kind::Table ? endOfTable(leaf, from) : -1;
        if (end >= 0) {
            gaps.append(gapBefore(end, {}));
            if (hasFence(end, leaf.end))
                return gaps;
        }
        const qsizetype head = leaf.kind == MarkdownLeaf::Kind::Text ? headIn(leaf, from, refused) : -1;
        if (head < 0)
            continue;
        gaps.append(gapBefore(head, leaf));
        Line below(m_text, Line(m_text, lineStart(m_text, leaf.end)).end + 1);
        if (endsTable(below.content))
            gaps.append(gapBefore(below.begin, {}));
        // The table goes on over an underline and the paragraph after it: what is there is for the next
        // round.
        while (!below.content.isEmpty())
            below = Line(m_text, below.end + 1);
        tableEnd = below.begin;
    }
    return gaps;
}

TablesApart::Gap TablesApart::gapBefore(qsizetype begin, const std::optional<MarkdownLeaf> &paragraph) const
{
    const QByteArrayView marks = Line(m_text, begin).marks;
    return {.before = inSource(begin),
        .line = marks.first(marks.lastIndexOf('>') + 1).toByteArray() + '\n',
        .nesting = paragraph ? paragraph->nesting : QByteArray(),
        .ends = !paragraph};
}

bool TablesApart::hasFence(qsizetype begin, qsizetype end) const
{
    for (Line line(m_text, begin); line.begin < end; line = Line(m_text, line.end + 1)) {
        if (isFence(line.content))
            return true;
    }
    return false;
}

/// Where the first line begins that ends a table, though md4c has not seen it; -1 if none does.
qsizetype TablesApart::endOfTable(const MarkdownLeaf &table, qsizetype from) const
{
    for (Line line(m_text, lineStart(m_text, table.begin)); line.begin < table.end;
        line = Line(m_text, line.end + 1)) {
        if (endsTable(line.content) && inSource(line.begin) >= from)
            return line.begin;
    }
    return -1;
}

/// Where the head of the first table in a paragraph begins, -1 if there is none: what is below it is its own.
qsizetype TablesApart::headIn(
    const MarkdownLeaf &paragraph, qsizetype from, const QList<qsizetype> &refused) const
{
    for (Line line(m_text, lineStart(m_text, paragraph.begin)); line.end < paragraph.end;) {
        const Line under(m_text, line.end + 1);
        const qsizetype place = inSource(line.begin);
        if (isHead(line, under) && mayStandIn(paragraph, line) && place >= from && !refused.contains(place))
            return line.begin;
        line = under;
    }
    return -1;
}

bool TablesApart::isRight(const Gap &gap, const QList<MarkdownLeaf> &leaves) const
{
    if (gap.ends)
        return true;
    const qsizetype at = inText(gap.before);
    const auto leaf = std::ranges::upper_bound(leaves, at, {}, &MarkdownLeaf::end);
    return leaf != leaves.cend() && leaf->kind == MarkdownLeaf::Kind::Table && leaf->begin >= at &&
           leaf->nesting == gap.nesting;
}

void TablesApart::insert(const QByteArray &source, const QList<Gap> &gaps)
{
    m_gaps += gaps;
    std::ranges::sort(m_gaps, {}, &Gap::before);
    m_text.clear();
    qsizetype done = 0;
    for (Gap &gap : m_gaps) {
        m_text += QByteArrayView(source).sliced(done, gap.before - done);
        m_text += gap.line;
        done = gap.before;
        gap.shift = m_text.size() - done;
    }
    m_text += QByteArrayView(source).sliced(done);
}

} // namespace Parlance
