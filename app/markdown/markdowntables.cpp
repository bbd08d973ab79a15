// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdowntables.h"

#include "markdown/markdowncut.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The maximum length of a table head in a paragraph that must be cut.
constexpr qsizetype longestHead = 256;
/// Each round parses the text twice. A text that needs more rounds has lines that look like tables but are
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
    QByteArrayView marks;   ///< of quotes, and the indentation of list items
    QByteArrayView content; ///< the rest of the line
};

bool isFence(QByteArrayView content)
{
    return content.startsWith("```") || content.startsWith("~~~");
}

bool isOf(QByteArrayView content, QByteArrayView bytes)
{
    return std::ranges::all_of(content, [&](char c) { return bytes.contains(c); });
}

/// A line of dashes under a head. Without a bar, it would make the head a heading.
bool isDashes(QByteArrayView content)
{
    return isOf(content, "|-: \t") && content.contains('|') && content.contains('-');
}

bool isHead(const Line &head, const Line &under)
{
    return isDashes(under.content) && cellCount(head.content) == cellCount(under.content);
}

/// A heading or a fence (CommonMark 4.2 and 4.5), which md4c reads as a row of the table above.
bool endsTable(QByteArrayView content)
{
    static const QRegularExpression opening(u"^(?:#{1,6}(?:[ \\t]|$)|`{3,}[^`]*$|~{3,})"_s);
    return (content.startsWith('#') || isFence(content)) &&
           opening.match(QString::fromUtf8(content)).hasMatch();
}

/// A quick check: false if no text is directly above a table head and nothing below ends a table.
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

/// False if the line belongs to the leaf's quote or item only as a lazy continuation, which tables do not
/// allow; or if the item begins on this line.
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

SeparatedTables::SeparatedTables(const QByteArray &source, qsizetype from)
    : m_text(source)
{
    if (mayNeedGaps(source))
        findGaps(source, from);
}

qsizetype SeparatedTables::inSource(qsizetype at) const
{
    const auto after =
        std::ranges::partition_point(m_gaps, [at](const Gap &gap) { return gap.before + gap.shift <= at; });
    return after == m_gaps.cbegin() ? at : at - (after - 1)->shift;
}

qsizetype SeparatedTables::inText(qsizetype at) const
{
    const auto after =
        std::ranges::partition_point(m_gaps, [at](const Gap &gap) { return gap.before <= at; });
    return after == m_gaps.cbegin() ? at : at + (after - 1)->shift;
}

QList<MarkdownLeaf> SeparatedTables::leaves() const
{
    QList<MarkdownLeaf> leaves = leavesOf(m_text);
    for (MarkdownLeaf &leaf : leaves) {
        leaf.begin = inSource(leaf.begin);
        leaf.end = inSource(leaf.end);
    }
    return leaves;
}

/// md4c decides whether a line is in the same containers as the paragraph above: it must find a table in the
/// same quotes and items. If it does not, that gap is refused, and the text after it is searched again.
void SeparatedTables::findGaps(const QByteArray &source, qsizetype from)
{
    QList<qsizetype> refused;
    QList<MarkdownLeaf> leaves = leavesOf(m_text);
    for (int round = 0; round < mostRounds; ++round) {
        const QList<Gap> found = gapsIn(leaves, from, refused);
        if (found.isEmpty())
            return;
        SeparatedTables tried(*this);
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

/// The gaps up to md4c's first table that includes a fence as a row: the text below then has another meaning.
QList<SeparatedTables::Gap> SeparatedTables::gapsIn(
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
        // The table continues over an underline and the paragraph after it; the next round searches that
        // text.
        while (!below.content.isEmpty())
            below = Line(m_text, below.end + 1);
        tableEnd = below.begin;
    }
    return gaps;
}

SeparatedTables::Gap SeparatedTables::gapBefore(
    qsizetype begin, const std::optional<MarkdownLeaf> &paragraph) const
{
    const QByteArrayView marks = Line(m_text, begin).marks;
    return {.before = inSource(begin),
        .line = marks.first(marks.lastIndexOf('>') + 1).toByteArray() + '\n',
        .nesting = paragraph ? paragraph->nesting : QByteArray(),
        .ends = !paragraph};
}

bool SeparatedTables::hasFence(qsizetype begin, qsizetype end) const
{
    for (Line line(m_text, begin); line.begin < end; line = Line(m_text, line.end + 1)) {
        if (isFence(line.content))
            return true;
    }
    return false;
}

/// The offset of the first line that ends a table without md4c noticing; -1 if none does.
qsizetype SeparatedTables::endOfTable(const MarkdownLeaf &table, qsizetype from) const
{
    for (Line line(m_text, lineStart(m_text, table.begin)); line.begin < table.end;
        line = Line(m_text, line.end + 1)) {
        if (endsTable(line.content) && inSource(line.begin) >= from)
            return line.begin;
    }
    return -1;
}

/// The offset of the head of a paragraph's first table, -1 if there is none; the text below belongs to the
/// table.
qsizetype SeparatedTables::headIn(
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

bool SeparatedTables::isRight(const Gap &gap, const QList<MarkdownLeaf> &leaves) const
{
    if (gap.ends)
        return true;
    const qsizetype at = inText(gap.before);
    const auto leaf = std::ranges::upper_bound(leaves, at, {}, &MarkdownLeaf::end);
    return leaf != leaves.cend() && leaf->kind == MarkdownLeaf::Kind::Table && leaf->begin >= at &&
           leaf->nesting == gap.nesting;
}

void SeparatedTables::insert(const QByteArray &source, const QList<Gap> &gaps)
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
