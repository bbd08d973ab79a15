// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownformulas.h"

#include "markdown/markdownleaves.h"

#include <QRegularExpression>

#include <algorithm>
#include <cctype>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr char mask = '\x01';

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isWord(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

/// The number of bytes at the beginning of a line that are quote marks, list marks or spaces.
qsizetype containerMarks(QByteArrayView line)
{
    qsizetype at = 0;
    for (;;) {
        while (at < line.size() && (line.at(at) == ' ' || line.at(at) == '\t' || line.at(at) == '>'))
            ++at;
        qsizetype end = at;
        while (end < line.size() && end - at < 9 && std::isdigit(static_cast<unsigned char>(line.at(end))))
            ++end;
        const bool number = end > at;
        const QByteArrayView marks(number ? ".)" : "-*+");
        if (end + 1 >= line.size() || !marks.contains(line.at(end)) || !isSpace(line.at(end + 1)))
            return at;
        at = end + 1;
    }
}

bool isFence(QByteArrayView content)
{
    return content.startsWith("```") || content.startsWith("~~~");
}

bool opensBlock(QByteArrayView line)
{
    const qsizetype marks = containerMarks(line);
    const QByteArrayView content = line.sliced(marks);
    return content.startsWith('#') || content.startsWith('|') ||
           std::ranges::all_of(content, [](char c) { return QByteArrayView("-=*_ \t").contains(c); }) ||
           std::ranges::any_of(line.first(marks), [](char c) { return !isSpace(c) && c != '>'; });
}

/// A number followed by words, such as "5 to the seller and " in "$5 to the seller and $".
bool isPrice(QByteArrayView content)
{
    static const QRegularExpression price(u"^\\d[^\\\\=^_]*\\s[A-Za-z]{2,}"_s);
    return price.match(QString::fromUtf8(content)).hasMatch();
}

struct Line
{
    qsizetype begin;
    qsizetype end;     ///< without the line break
    qsizetype content; ///< where the container marks end
    qsizetype quotes;  ///< the number of enclosing quotes
    bool opens;        ///< it begins or ends a block, so no inline construct continues in it
};

/// Finds formulas in consecutive lines without a blank one.
class FormulaScan
{
public:
    FormulaScan(const QByteArray &source, MarkdownFormulas &result)
        : m_source(source)
        , m_result(result)
    {
    }

    void add(Line line)
    {
        line.opens = line.opens || (!m_lines.isEmpty() && line.quotes > m_lines.last().quotes);
        m_lines.append(line);
    }
    void scan();

private:
    enum class Closing { Found, Open, None };

    bool tryFormula(qsizetype open, QByteArrayView closer, bool display);
    Closing findCloser(qsizetype from, QByteArrayView closer, qsizetype &at) const;
    [[nodiscard]] bool isFormula(qsizetype open, qsizetype close, QByteArrayView closer, bool whole) const;
    [[nodiscard]] QByteArray latexOf(qsizetype begin, qsizetype end) const;
    [[nodiscard]] const Line &lineOf(qsizetype at) const;
    [[nodiscard]] bool isAlone(qsizetype open) const;
    void scanDollar();
    void scanBackslash();
    void scanCode();
    [[nodiscard]] qsizetype endOfInline() const;
    void skipTarget();
    void skipUrl();
    [[nodiscard]] char at(qsizetype place) const { return place < m_end ? m_source.at(place) : '\n'; }
    [[nodiscard]] qsizetype run(char c) const
    {
        qsizetype end = m_at;
        while (at(end) == c)
            ++end;
        return end - m_at;
    }

    const QByteArray &m_source;
    MarkdownFormulas &m_result;
    QList<Line> m_lines;
    qsizetype m_at = 0;
    qsizetype m_end = 0;
    bool m_openCode = false;
};

const Line &FormulaScan::lineOf(qsizetype place) const
{
    const auto after = std::ranges::upper_bound(m_lines, place, {}, &Line::begin);
    return *(after - 1);
}

/// True if the mark is alone on its line.
bool FormulaScan::isAlone(qsizetype open) const
{
    const Line &line = lineOf(open);
    return line.content == open &&
           QByteArrayView(m_source).sliced(open, line.end - open).trimmed().size() == 2;
}

FormulaScan::Closing FormulaScan::findCloser(qsizetype from, QByteArrayView closer, qsizetype &place) const
{
    for (place = from; place < m_end; ++place) {
        if (QByteArrayView(m_source).sliced(place, m_end - place).startsWith(closer))
            return Closing::Found;
        if (closer == "$" && at(place) == '\n' && place + 1 < m_end) {
            if (lineOf(place + 1).opens)
                return Closing::None;
        }
        place += at(place) == '\\' ? 1 : 0;
    }
    return m_end == m_source.size() ? Closing::Open : Closing::None;
}

bool FormulaScan::isFormula(qsizetype open, qsizetype close, QByteArrayView closer, bool whole) const
{
    const qsizetype begin = open + closer.size();
    const QByteArrayView content = QByteArrayView(m_source).sliced(begin, close - begin);
    const Line &line = lineOf(open);
    const Line &last = lineOf(std::max(open, close - 1));
    if ((whole && content.trimmed().isEmpty()) || (at(line.content) == '#' && &line != &last))
        return false;
    for (const Line *next = &line + 1; !isAlone(open) && next <= &last; ++next) {
        if (next->opens)
            return false;
    }
    // A formula cannot span table cells.
    const bool inTable = at(line.content) == '|';
    if (inTable && (&line != &last || (content.count('|') - content.count("\\|")) % 2 == 1))
        return false;
    if (closer != "$" || !whole)
        return true;
    return !isSpace(at(close - 1)) && !isWord(at(close + 1)) && at(close + 1) != '$' && !isPrice(content);
}

/// The lines between the marks, without the prefixes of quotes and lists.
QByteArray FormulaScan::latexOf(qsizetype begin, qsizetype end) const
{
    QByteArray latex;
    while (begin < end) {
        const Line &line = lineOf(begin);
        qsizetype from = begin;
        while (begin == line.begin && from < line.end && (isSpace(at(from)) || at(from) == '>'))
            ++from;
        const qsizetype to = std::min(line.end + 1, end);
        latex += QByteArrayView(m_source).sliced(std::min(from, to), to - std::min(from, to));
        begin = to;
    }
    return latex;
}

bool FormulaScan::tryFormula(qsizetype open, QByteArrayView closer, bool display)
{
    const qsizetype begin = open + closer.size();
    qsizetype close = begin;
    const Closing closing = findCloser(begin, closer, close);
    if (closing == Closing::Found && isFormula(open, close, closer, true)) {
        const qsizetype end = close + closer.size();
        m_result.found.append({open, end, display, latexOf(begin, close)});
        m_at = end;
        return true;
    }
    if (closing == Closing::Open && m_result.openAt < 0 && !m_openCode &&
        isFormula(open, std::max(begin, m_end), closer, false))
        m_result.openAt = open;
    return false;
}

void FormulaScan::scanDollar()
{
    const qsizetype count = run('$');
    const char next = at(m_at + count);
    const bool word = m_at > 0 && isWord(m_source.at(m_at - 1));
    const bool ends = m_at + count == m_source.size();
    if (count == 2 && tryFormula(m_at, "$$", true))
        return;
    if (count == 1 && !word && (!isSpace(next) || ends) && tryFormula(m_at, "$", false))
        return;
    m_at += count;
}

/// \[ begins a formula only where a literal bracket is unlikely: at the beginning of a line, or before a
/// space.
void FormulaScan::scanBackslash()
{
    const char next = at(m_at + 1);
    const bool begins = lineOf(m_at).content == m_at || isSpace(at(m_at + 2));
    if (next == '(' && tryFormula(m_at, "\\)", false))
        return;
    if (next == '[' && begins && tryFormula(m_at, "\\]", true))
        return;
    m_at += 2;
}

/// The end of the lines into which inline code can continue.
qsizetype FormulaScan::endOfInline() const
{
    for (const Line *line = &lineOf(m_at - 1) + 1; line < m_lines.constData() + m_lines.size(); ++line) {
        if (line->opens || at((line - 1)->content) == '#')
            return line->begin;
    }
    return m_end;
}

void FormulaScan::scanCode()
{
    const qsizetype count = run('`');
    m_at += count;
    const qsizetype limit = endOfInline();
    for (qsizetype place = m_at; place < limit;) {
        qsizetype end = place;
        while (at(end) == '`')
            ++end;
        if (end - place == count) {
            m_at = end;
            return;
        }
        place = end + 1;
    }
    m_openCode = limit == m_source.size();
}

void FormulaScan::skipTarget()
{
    int open = 0;
    for (qsizetype place = m_at + 1; place < m_end && !isSpace(at(place)); ++place) {
        if (at(place) == '\\') {
            ++place;
            continue;
        }
        open += at(place) == '(' ? 1 : at(place) == ')' ? -1 : 0;
        if (open == 0) {
            m_at = place + 1;
            return;
        }
    }
    m_at += 2;
}

void FormulaScan::skipUrl()
{
    while (m_at < m_end && !isSpace(at(m_at)) && at(m_at) != ')')
        ++m_at;
}

void FormulaScan::scan()
{
    if (m_lines.isEmpty())
        return;
    m_end = std::min(m_lines.last().end + 1, m_source.size());
    for (m_at = m_lines.first().content; m_at < m_end;) {
        const char c = m_source.at(m_at);
        if (c == '$')
            scanDollar();
        else if (c == '\\')
            scanBackslash();
        else if (c == '`')
            scanCode();
        else if (c == ']' && at(m_at + 1) == '(')
            skipTarget();
        else if (c == ':' && at(m_at + 1) == '/' && at(m_at + 2) == '/')
            skipUrl();
        else
            ++m_at;
    }
    m_lines.clear();
    m_openCode = false;
}

bool isProse(QByteArrayView content)
{
    static const QRegularExpression words(u"^[^\\\\]*(?:^|\\s)[A-Za-z]{2,}\\s+[A-Za-z]{2,}(?:\\s|$)"_s);
    return words.match(QString::fromUtf8(content)).hasMatch();
}

/// True for a number alone or with one more letter: it may become a price or a formula.
bool isUndecided(QByteArrayView content)
{
    static const QRegularExpression number(u"^\\d[\\d.,;:!?)\\s]*[A-Za-z]?$"_s);
    return number.match(QString::fromUtf8(content)).hasMatch();
}

/// The part of an incomplete formula that can be shown: without a mark or command that has just begun.
QByteArray withoutHalfCommand(const QByteArray &latex)
{
    static const QRegularExpression half(
        u"(?:\\\\(?:(?:begin|end)\\{[A-Za-z*]*|[A-Za-z]*)|[\\^_$]|\\\\sqrt\\[[^\\]]*)$"_s);
    const QString text = QString::fromUtf8(latex);
    const auto match = half.match(text);
    return match.hasMatch() ? text.first(match.capturedStart()).toUtf8() : latex;
}

} // namespace

MarkdownFormulas findFormulas(const QByteArray &source, const QList<MarkdownLeaf> &leaves)
{
    MarkdownFormulas result;
    FormulaScan scan(source, result);
    auto leaf = leaves.cbegin();
    for (qsizetype begin = 0; begin < source.size();) {
        const qsizetype found = source.indexOf('\n', begin);
        const qsizetype end = found < 0 ? source.size() : found;
        const QByteArrayView text = QByteArrayView(source).sliced(begin, end - begin);
        const qsizetype marks = containerMarks(text);
        while (leaf != leaves.cend() && leaf->end < begin)
            ++leaf;
        const bool isInLeaf = leaf != leaves.cend() && leaf->begin <= end;
        const bool isCode = isInLeaf && leaf->kind == MarkdownLeaf::Kind::Verbatim;
        const bool isRow = isInLeaf && leaf->kind == MarkdownLeaf::Kind::Table;
        // An incomplete line may become anything except a blank one.
        const bool isBlank = found >= 0 && text.sliced(marks).trimmed().isEmpty();
        if (isCode || isBlank || isFence(text.sliced(marks)))
            scan.scan();
        else
            scan.add({begin, end, begin + marks, text.first(marks).count('>'), isRow || opensBlock(text)});
        begin = end + 1;
    }
    scan.scan();
    return result;
}

bool mayHaveFormulas(const QByteArray &source)
{
    return source.contains('$') || source.contains("\\(") || source.contains("\\[");
}

QByteArray withoutFormulas(const QByteArray &source, const QList<MarkdownFormula> &formulas)
{
    QByteArray masked = source;
    for (const MarkdownFormula &formula : formulas)
        std::ranges::fill(masked.begin() + formula.begin, masked.begin() + formula.end, mask);
    return masked;
}

QByteArray withClosedFormula(const QByteArray &source, qsizetype openAt)
{
    const bool dollar = source.at(openAt) == '$';
    const bool two = !dollar || source.mid(openAt, 2) == "$$";
    const QByteArray mark = source.mid(openAt, two ? 2 : 1);
    const QByteArray latex = source.sliced(openAt + mark.size());
    if (mark == "$" && (isPrice(latex) || isProse(latex)))
        return source;
    const QByteArray shown = withoutHalfCommand(latex);
    qsizetype end = shown.size();
    while (end > 0 && isSpace(shown.at(end - 1)))
        --end;
    if (end == 0 || (mark == "$" && isUndecided(latex)))
        return source.first(openAt);
    const QByteArray closer = dollar ? mark : mark == "\\(" ? "\\)" : "\\]";
    return source.first(openAt) + mark + shown.first(end) + closer;
}

} // namespace Parlance
