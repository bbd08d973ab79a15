// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdowntables.h"

#include "markdown/markdowncut.h"
#include "markdown/markdownislands.h"

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
/// Stands for a bar that md4c must not see.
constexpr char mask = '\x01';

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

/// A heading, a fence or HTML (CommonMark 4.2, 4.5 and 4.6), which md4c reads as a row of the table above; or
/// a display formula.
bool endsTable(QByteArrayView content)
{
    static const QRegularExpression opening(
        u"^(?:#{1,6}(?:[ \\t]|$)|`{3,}[^`]*$|~{3,}|\\$\\$$|<!--|<(?:pre|script|style|textarea)\\b"
        "|</"
        "?(?:address|article|aside|blockquote|body|center|details|dialog|div|dl|fieldset|figure|footer|form|"
        "h[1-6]"
        "|header|hr|iframe|main|nav|ol|p|section|summary|table|ul)(?=[\\s/>]|$))"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (content.startsWith(displayMask) && !content.contains('|'))
        return true;
    const bool mayOpen = !content.isEmpty() && QByteArrayView("#`~$<").contains(content.front());
    return mayOpen && opening.match(QString::fromUtf8(content)).hasMatch();
}

/// What follows the code or link at `at`, whose bars separate no cells; or what follows the character. A byte
/// of the line is a character of `content`.
qsizetype afterProtected(const QString &content, qsizetype at)
{
    static const QRegularExpression whole(
        u"(?:(`+)(?!`).*?(?<!`)\\1(?!`)|`+|\\[[^\\[\\]]*\\]\\([^()\\s]*\\))"_s);
    if (content.at(at) == u'\\')
        return at + 2;
    if (content.at(at) != u'`' && content.at(at) != u'[')
        return at + 1;
    const auto match = whole.match(
        content, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    return at + std::max<qsizetype>(match.capturedLength(), 1);
}

/// The offsets of the bars that separate the cells of a row.
QList<qsizetype> separatorsIn(QByteArrayView content)
{
    QList<qsizetype> bars;
    const QString characters = QString::fromLatin1(content);
    for (qsizetype at = 0; at < content.size(); at = afterProtected(characters, at)) {
        if (content.at(at) == '|' && at > 0)
            bars.append(at);
    }
    if (!bars.isEmpty() && bars.last() == content.size() - 1)
        bars.removeLast();
    return bars;
}

/// A quick check: false if no row has more cells than the dashes of its table.
bool mayHaveSurplus(QByteArrayView source)
{
    if (!source.contains('|'))
        return false;
    qsizetype columns = 0;
    Line above(source, 0);
    for (qsizetype at = 0; at < source.size(); at = above.end + 1) {
        const Line line(source, at);
        const qsizetype cells = line.content.contains('|') ? cellCount(line.content) : 0;
        const bool dashes = isDashes(line.content);
        if ((columns > 0 && cells > columns) || (dashes && cellCount(above.content) > cells))
            return true;
        columns = dashes ? cells : columns;
        columns = line.content.isEmpty() ? 0 : columns;
        above = line;
    }
    return false;
}

/// A quick check: false if no cell of a table is without even a blank.
bool mayHaveEmpty(QByteArrayView source)
{
    if (!source.contains("||"))
        return false;
    for (qsizetype at = 0; at < source.size();) {
        const Line line(source, at);
        if (isDashes(line.content))
            return true;
        at = line.end + 1;
    }
    return false;
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
    const bool none = content.isEmpty() || content == "|";
    return none ? 0 : separatorsIn(content).size() + 1;
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
    if (mayHaveEmpty(m_text) || mayHaveSurplus(m_text))
        repairRows();
}

/// Gives cells without even a blank one, and joins the cells beyond the last column with its cell: md4c drops
/// both.
void SeparatedTables::repairRows()
{
    for (const MarkdownLeaf &leaf : leavesOf(m_text)) {
        if (leaf.kind != MarkdownLeaf::Kind::Table)
            continue;
        const Line head(m_text, lineStart(m_text, leaf.begin));
        const Line dashes(m_text, head.end + 1);
        const qsizetype columns = cellCount(dashes.content);
        qsizetype first = leaf.begin;
        while (first > head.begin && QByteArrayView(" \t|").contains(m_text.at(first - 1)))
            --first;
        repairRow(first, head.end, columns);
        for (Line row(m_text, dashes.end + 1); row.begin < leaf.end; row = Line(m_text, row.end + 1))
            repairRow(row.begin + row.marks.size(), row.end, columns);
    }
}

void SeparatedTables::repairRow(qsizetype begin, qsizetype end, qsizetype columns)
{
    fillEmptyIn(begin, end);
    joinSurplusIn(begin, end, columns);
}

/// Moves a blank beside two bars between them, so that the text keeps its length.
void SeparatedTables::fillEmptyIn(qsizetype begin, qsizetype end)
{
    const QString row = QString::fromLatin1(QByteArrayView(m_text).sliced(begin, end - begin));
    QList<qsizetype> bars;
    for (qsizetype at = 0; at < row.size(); at = afterProtected(row, at)) {
        if (row.at(at) == u'|')
            bars.append(begin + at);
    }
    for (qsizetype i = 1; i < bars.size(); ++i) {
        const qsizetype bar = bars.at(i);
        if (m_text.at(bar - 1) != '|')
            continue;
        const bool isBefore = bar - 3 >= begin && m_text.at(bar - 2) == ' ' && m_text.at(bar - 3) != '|';
        if (isBefore)
            std::swap(m_text[bar - 2], m_text[bar - 1]);
        else if (bar + 1 < end && m_text.at(bar + 1) == ' ')
            std::swap(m_text[bar], m_text[bar + 1]);
    }
}

void SeparatedTables::joinSurplusIn(qsizetype begin, qsizetype end, qsizetype columns)
{
    const QByteArrayView row = QByteArrayView(m_text).sliced(begin, end - begin).trimmed();
    const QList<qsizetype> bars = separatorsIn(row);
    if (columns < 1 || bars.size() < columns || isOf(row.sliced(bars.at(columns - 1)), "| \t"))
        return;
    const qsizetype at = row.data() - m_text.constData();
    for (const qsizetype bar : bars.sliced(columns - 1))
        m_text[at + bar] = mask;
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

/// The gaps up to md4c's first table that includes a fence or HTML as a row: the text below then has another
/// meaning.
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
            if (opensVerbatim(end, leaf.end))
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
    // A quote that begins below a table must not begin in the gap.
    const QByteArrayView marks = Line(m_text, paragraph ? begin : lineStart(m_text, begin - 1)).marks;
    return {.before = inSource(begin),
        .line = marks.first(marks.lastIndexOf('>') + 1).toByteArray() + '\n',
        .nesting = paragraph ? paragraph->nesting : QByteArray(),
        .ends = !paragraph};
}

bool SeparatedTables::opensVerbatim(qsizetype begin, qsizetype end) const
{
    for (Line line(m_text, begin); line.begin < end; line = Line(m_text, line.end + 1)) {
        if (isFence(line.content) || line.content.startsWith('<'))
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

/// The gap after a table may not be within code.
bool SeparatedTables::isRight(const Gap &gap, const QList<MarkdownLeaf> &leaves) const
{
    const qsizetype at = inText(gap.before);
    const auto leaf = std::ranges::upper_bound(leaves, at, {}, &MarkdownLeaf::end);
    if (gap.ends)
        return leaf == leaves.cend() || leaf->begin >= at;
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
