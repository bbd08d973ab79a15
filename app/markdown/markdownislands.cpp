// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownislands.h"

#include "markdown/bareaddress.h"
#include "markdown/literaltext.h"
#include "markdown/markdownleaves.h"
#include "markdown/scripts.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cctype>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr char mask = '\x01';

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// A letter or digit of a script that separates words by spaces.
bool isWord(char32_t c)
{
    return QChar::isLetterOrNumber(c) && !isUnspaced(c);
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
    static const QRegularExpression price(
        u"^\\d[^\\\\=^_]*(?:\\s[A-Za-z]{2,}|[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}\\p{Thai}\\p{Lao}\\p{Khmer}\\p{Myanmar}])"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return price.match(QString::fromUtf8(content)).hasMatch();
}

/// True for words without a sign of a formula, such as " and up, or " in "$$ and up, or $$".
bool isWords(QByteArrayView content)
{
    static const QRegularExpression words(
        u"^(?![ \\t]*\\n)[ \\t][^\\\\=^_+<>{}/*]*\\p{L}{3}[^\\\\=^_+<>{}/*]*$"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return words.match(QString::fromUtf8(content)).hasMatch();
}

/// The number of bars outside brackets: those within them are part of a formula, as in P(A|B).
qsizetype barsOutsideBrackets(QByteArrayView latex)
{
    qsizetype open = 0;
    qsizetype bars = 0;
    for (qsizetype at = 0; at < latex.size(); ++at) {
        const bool escaped = latex.at(at) == '\\' && at + 1 < latex.size();
        const char c = latex.at(escaped ? ++at : at);
        if (QByteArrayView("([{").contains(c))
            ++open;
        else if (QByteArrayView(")]}").contains(c))
            open = std::max<qsizetype>(open - 1, 0);
        else
            bars += c == '|' && !escaped && open == 0 ? 1 : 0;
    }
    return bars;
}

/// True for one bar, or three, but for those of a quantum state.
bool separatesCells(QByteArrayView latex)
{
    return barsOutsideBrackets(latex) % 2 == 1 && !latex.contains("\\rangle") && !latex.contains("\\langle");
}

/// True for what is in brackets that a text escapes: the number of a source, or the cross of a task.
bool isLabel(QByteArrayView content)
{
    static const QRegularExpression label(u"^(?:\\d[\\d,;\\s-]*|[xX])?$"_s);
    return label.match(QString::fromUtf8(content)).hasMatch();
}

/// True for a command, an index, an exponent or an equation.
bool hasSignOfFormula(QByteArrayView content)
{
    static const QRegularExpression sign(u"\\\\[A-Za-z]|[^\\\\][_^=]|^[_^=]"_s);
    return sign.match(QString::fromUtf8(content)).hasMatch();
}

bool hasCommand(QByteArrayView content)
{
    static const QRegularExpression command(u"\\\\[A-Za-z]{2}"_s);
    return content.contains('\\') && command.match(QString::fromUtf8(content)).hasMatch();
}

/// True for the rest of a word behind a formula, as in $n$th.
bool beginsWithSuffix(QByteArrayView text)
{
    static const QRegularExpression suffix(
        u"^(?:th|st|nd|rd|s)(?![\\p{L}\\p{N}])"_s, QRegularExpression::UseUnicodePropertiesOption);
    return suffix.match(QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 8)))).hasMatch();
}

/// True for a formula of commands between blanks, as in "$ \frac{a}{b} $".
bool isSpacedFormula(QByteArrayView content)
{
    static const QRegularExpression word(u"(?<![\\\\{A-Za-z])[A-Za-z]{3}"_s);
    return hasCommand(content) && !content.contains('\n') &&
           !word.match(QString::fromUtf8(content)).hasMatch();
}

/// True for one or more words of letters, the longest of three at least.
bool isName(QByteArrayView content)
{
    static const QRegularExpression name(
        u"^(?=.*\\p{L}{3})\\p{L}[\\p{L}\\p{N}'\u2019&.,-]*(?: [\\p{L}\\p{N}'\u2019&.,-]+)*$"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return name.match(QString::fromUtf8(content)).hasMatch();
}

/// True for words in brackets that a text escapes, and not for letters that are factors.
bool isRemark(QByteArrayView content)
{
    static const QRegularExpression remark(u"^(?:\\p{L}{2,}(?: \\p{L}{2,})+|\\p{Lu}?\\p{Ll}{4,})$"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return remark.match(QString::fromUtf8(content)).hasMatch();
}

/// True for arguments of a call, but for a letter alone.
bool isArguments(QByteArrayView content)
{
    static const QRegularExpression arguments(
        u"^[\\p{L}\\p{N}\"' ,.]{2,}$"_s, QRegularExpression::UseUnicodePropertiesOption);
    return arguments.match(QString::fromUtf8(content)).hasMatch();
}

/// The environments that begin a display formula by themselves.
QByteArray environmentAt(QByteArrayView text)
{
    static const QSet<QByteArray> known{"align", "align*", "aligned", "alignat", "alignat*", "alignedat",
        "array", "Bmatrix", "bmatrix", "cases", "dcases", "displaymath", "eqnarray", "eqnarray*", "equation",
        "equation*", "flalign", "flalign*", "gather", "gather*", "gathered", "math", "matrix", "multline",
        "multline*", "pmatrix", "smallmatrix", "split", "subequations", "vmatrix", "Vmatrix"};
    constexpr QByteArrayView begin("\\begin{");
    const qsizetype end = text.startsWith(begin) ? text.indexOf('}') : -1;
    if (end < 0)
        return {};
    const QByteArray name = text.sliced(begin.size(), end - begin.size()).toByteArray();
    return known.contains(name) ? name : QByteArray();
}

/// How a formula begins and ends. What begins an environment belongs to its LaTeX.
struct Delimiters
{
    QByteArray opener;
    QByteArray closer;
    bool display = false;
    bool inside = false; ///< the delimiters belong to the LaTeX
};

struct Line
{
    qsizetype begin;
    qsizetype end;     ///< without the line break
    qsizetype content; ///< where the container marks end
    qsizetype quotes;  ///< the number of enclosing quotes
    bool opens;        ///< it begins or ends a block, so no inline construct continues in it
};

/// Finds formulas in consecutive lines without a blank one.
class IslandScan
{
public:
    IslandScan(const QByteArray &source, MarkdownIslands &result)
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

    bool tryFormula(const Delimiters &delimiters);
    Closing findCloser(qsizetype open, const Delimiters &delimiters, qsizetype &at) const;
    [[nodiscard]] bool isCloser(qsizetype place, QByteArrayView closer) const;
    [[nodiscard]] bool isFormula(
        qsizetype open, qsizetype close, const Delimiters &delimiters, bool whole) const;
    [[nodiscard]] QByteArray latexOf(qsizetype begin, qsizetype end) const;
    [[nodiscard]] const Line &lineOf(qsizetype at) const;
    [[nodiscard]] bool isAlone(qsizetype open) const;
    [[nodiscard]] bool isInProse(qsizetype open, qsizetype close, const Delimiters &delimiters) const;
    [[nodiscard]] bool isInRoundBrackets(qsizetype open, qsizetype close) const;
    [[nodiscard]] bool isInSquareBrackets(qsizetype open, qsizetype close) const;
    [[nodiscard]] bool mayEndDollars(QByteArrayView content, qsizetype close) const;
    void scanDollar();
    void scanBackslash();
    void scanAddress();
    void scanFootnote();
    [[nodiscard]] bool isBehindWord() const;
    void scanCode();
    [[nodiscard]] qsizetype endOfInline() const;
    void skipTarget();
    bool skipPath();
    void skipAngle();
    [[nodiscard]] QByteArrayView rest() const { return QByteArrayView(m_source).sliced(m_at, m_end - m_at); }
    [[nodiscard]] char at(qsizetype place) const { return place < m_end ? m_source.at(place) : '\n'; }
    [[nodiscard]] qsizetype run(char c) const
    {
        qsizetype end = m_at;
        while (at(end) == c)
            ++end;
        return end - m_at;
    }

    const QByteArray &m_source;
    MarkdownIslands &m_result;
    QList<Line> m_lines;
    qsizetype m_at = 0;
    qsizetype m_end = 0;
    bool m_openCode = false;
};

const Line &IslandScan::lineOf(qsizetype place) const
{
    const auto after = std::ranges::upper_bound(m_lines, place, {}, &Line::begin);
    return *(after - 1);
}

/// True if the mark is alone on its line.
bool IslandScan::isAlone(qsizetype open) const
{
    const Line &line = lineOf(open);
    return line.content == open &&
           QByteArrayView(m_source).sliced(open, line.end - open).trimmed().size() == 2;
}

/// A run of dollars longer than the closer is none.
bool IslandScan::isCloser(qsizetype place, QByteArrayView closer) const
{
    if (!QByteArrayView(m_source).sliced(place, m_end - place).startsWith(closer))
        return false;
    return closer != "$$" || (at(place + 2) != '$' && at(place - 1) != '$');
}

/// A formula within a line of text does not go on over inline code.
IslandScan::Closing IslandScan::findCloser(
    qsizetype open, const Delimiters &delimiters, qsizetype &place) const
{
    const QByteArray &closer = delimiters.closer;
    const bool stopsAtCode = closer.endsWith('$') && (closer != "$$" || !isAlone(open));
    for (place = open + delimiters.opener.size(); place < m_end; ++place) {
        if (isCloser(place, closer))
            return Closing::Found;
        if (stopsAtCode && at(place) == '`' && place + 1 < m_source.size())
            return Closing::None;
        if (closer == "$" && at(place) == '\n' && place + 1 < m_end) {
            if (lineOf(place + 1).opens)
                return Closing::None;
        }
        place += at(place) == '\\' ? 1 : 0;
    }
    return m_end == m_source.size() ? Closing::Open : Closing::None;
}

/// True if the delimiters are more likely a sign of a price class, or brackets that the text escapes.
bool IslandScan::isInProse(qsizetype open, qsizetype close, const Delimiters &delimiters) const
{
    const QByteArrayView content = QByteArrayView(m_source).sliced(open + 2, close - open - 2);
    if (delimiters.opener == "$$")
        return !isAlone(open) && isWords(content);
    if (delimiters.opener == "\\(")
        return isInRoundBrackets(open, close);
    return delimiters.opener == "\\[" && isInSquareBrackets(open, close);
}

/// True for the arguments of a call, for words, and for the area code of a telephone number.
bool IslandScan::isInRoundBrackets(qsizetype open, qsizetype close) const
{
    static const QRegularExpression number(u"^\\\\\\(\\d{3}\\\\\\) ?\\d{3}[ -]\\d"_s);
    const QByteArrayView source(m_source);
    const QByteArrayView content = source.sliced(open + 2, close - open - 2);
    const bool isCall = open > 0 && isWord(characterBefore(m_source, open)) && isArguments(content);
    const qsizetype size = std::min<qsizetype>(16, m_end - open);
    return isCall || isRemark(content) ||
           number.match(QString::fromUtf8(source.sliced(open, size))).hasMatch();
}

/// True for the number of a source, the cross of a task, a name, the text of a link, or anything in a line
/// that has no sign of a formula.
bool IslandScan::isInSquareBrackets(qsizetype open, qsizetype close) const
{
    const qsizetype begin = open + 2;
    const QByteArrayView content = QByteArrayView(m_source).sliced(begin, close - begin);
    const qsizetype after = close + 2;
    const Line &line = lineOf(close);
    const bool moreText =
        after < line.end && !QByteArrayView(m_source).sliced(after, line.end - after).trimmed().isEmpty();
    const bool isPhrase = isRemark(content) && content.contains(' ');
    if ((moreText && (isLabel(content) || isName(content))) || isPhrase)
        return true;
    const bool first = lineOf(open).content == open;
    const bool isTarget = at(after) == '(' || (at(after) == '\\' && at(after + 1) == '(');
    return !first && !isSpace(at(begin)) && (isTarget || !hasSignOfFormula(content));
}

bool IslandScan::isFormula(qsizetype open, qsizetype close, const Delimiters &delimiters, bool whole) const
{
    const qsizetype begin = open + delimiters.opener.size();
    const QByteArrayView content = QByteArrayView(m_source).sliced(begin, close - begin);
    const Line &line = lineOf(open);
    const Line &last = lineOf(std::max(open, close - 1));
    if ((whole && content.trimmed().isEmpty()) || (at(line.content) == '#' && &line != &last))
        return false;
    for (const Line *next = &line + 1; !isAlone(open) && next <= &last; ++next) {
        if (next->opens && !delimiters.inside)
            return false;
    }
    // A formula cannot span table cells.
    const bool inTable = at(line.content) == '|';
    if (inTable && (&line != &last || (delimiters.opener != "\\(" && separatesCells(content))))
        return false;
    if (whole && isInProse(open, close, delimiters))
        return false;
    if (delimiters.closer == "$" && content.startsWith(' ') && !isSpacedFormula(content))
        return false;
    return delimiters.closer != "$" || !whole || mayEndDollars(content, close);
}

/// True if the dollar ends a formula: a word goes on behind it only as a suffix, or behind a command.
bool IslandScan::mayEndDollars(QByteArrayView content, qsizetype close) const
{
    const QByteArrayView after = QByteArrayView(m_source).sliced(close + 1);
    const bool goesOn = isWord(characterAt(m_source, close + 1));
    return (!isSpace(at(close - 1)) || isSpace(content.front())) && !after.startsWith('$') &&
           (!goesOn || beginsWithSuffix(after) || hasCommand(content)) && !isPrice(content);
}

/// The lines between the marks, without the prefixes of quotes and lists.
QByteArray IslandScan::latexOf(qsizetype begin, qsizetype end) const
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

bool IslandScan::tryFormula(const Delimiters &delimiters)
{
    using Kind = MarkdownIsland::Kind;
    const qsizetype open = m_at;
    const qsizetype begin = open + delimiters.opener.size();
    qsizetype close = begin;
    const Closing closing = findCloser(open, delimiters, close);
    if (closing == Closing::Found && isFormula(open, close, delimiters, true)) {
        const qsizetype end = close + delimiters.closer.size();
        const QByteArray latex = delimiters.inside ? latexOf(open, end) : latexOf(begin, close);
        m_result.found.append({open, end, delimiters.display ? Kind::Display : Kind::Formula, latex});
        m_at = end;
        return true;
    }
    if (closing == Closing::Open && m_result.openAt < 0 && !m_openCode &&
        isFormula(open, std::max(begin, m_end), delimiters, false))
        m_result.openAt = open;
    return false;
}

void IslandScan::scanDollar()
{
    const qsizetype count = run('$');
    const char next = at(m_at + count);
    const bool word = m_at > 0 && isWord(characterBefore(m_source, m_at));
    const bool ends = m_at + count == m_source.size();
    if (count == 1 && !word && next == '`' && tryFormula({.opener = "$`", .closer = "`$"}))
        return;
    const bool endsWords = QByteArrayView(count == 1 ? "),;" : "),.;:!?]}").contains(next);
    if (count == 2 && !endsWords && tryFormula({.opener = "$$", .closer = "$$", .display = true}))
        return;
    const bool command = next == '\\' && QChar::isLetter(characterAt(m_source, m_at + count + 1));
    if (count == 1 && (!word || command) && !endsWords && (!isSpace(next) || next == ' ' || ends) &&
        tryFormula({.opener = "$", .closer = "$"}))
        return;
    m_at += count;
}

bool IslandScan::skipPath()
{
    const qsizetype end = endOfWindowsPath(QByteArrayView(m_source).first(m_end), m_at);
    m_at = std::max(m_at, end);
    return end >= 0;
}

/// \[ begins a formula only where a literal bracket is unlikely: at the beginning of a line, before a space,
/// or around a sign of a formula. An environment begins one at the beginning of a line.
void IslandScan::scanBackslash()
{
    if (skipPath())
        return;
    const char next = at(m_at + 1);
    const bool first = lineOf(m_at).content == m_at;
    if (next == '(' && tryFormula({.opener = "\\(", .closer = "\\)"}))
        return;
    if (next == '[' && tryFormula({.opener = "\\[", .closer = "\\]", .display = true}))
        return;
    const QByteArray name = first ? environmentAt(rest()) : QByteArray();
    if (!name.isEmpty() && tryFormula({.opener = "\\begin{" + name + '}',
                               .closer = "\\end{" + name + '}',
                               .display = true,
                               .inside = true}))
        return;
    m_at += 2;
}

void IslandScan::scanAddress()
{
    const char before = m_at > 0 ? m_source.at(m_at - 1) : ' ';
    const qsizetype size = mayPrecedeAddress(before) ? bareAddress(rest()) : 0;
    if (size > 0) {
        QByteArray written = rest().first(size).toByteArray();
        for (const char *mark : {"_", "*", "~"})
            written.replace(QByteArray("\\") + mark, mark);
        m_result.found.append({m_at, m_at + size, MarkdownIsland::Kind::Address,
            written.startsWith('w') || written.startsWith('W') ? "http://" + written : written});
    }
    m_at += std::max<qsizetype>(size, 1);
}

/// A note begins with its label, of any letters; the mark of a note in a text must look like one, as a set of
/// letters in a regular expression is written in the same way: a number, a usual name, or a longer name
/// directly behind a word or its punctuation.
void IslandScan::scanFootnote()
{
    static const QRegularExpression mark(
        u"^\\[\\^(\\d{1,3}|(?:fn|note|footnote|ref)[-_]?\\d{0,3})\\](?![(:])"_s);
    static const QRegularExpression behindWord(u"^\\[\\^(?!\\w-\\w|[^\\]]*(?:a-z(?![a-z])|A-Z(?![A-Z])|0-9))("
                                               u"[A-Za-z](?=\\w{3}|\\w*[\\d-])[\\w-]{1,39})\\]"
                                               "(?![(:\\w*+?{\\[])"_s);
    static const QRegularExpression note(u"^\\[\\^([^\\s\\[\\]]{1,40})\\]:(?=\\s)"_s);
    const QString text = QString::fromUtf8(rest().first(std::min<qsizetype>(rest().size(), 200)));
    const bool first = lineOf(m_at).content == m_at;
    auto match = first ? note.match(text) : behindWord.match(isBehindWord() ? text : QString());
    if (!match.hasMatch())
        match = mark.match(text);
    const qsizetype size = match.captured().toUtf8().size();
    if (size > 0)
        m_result.found.append(
            {m_at, m_at + size, MarkdownIsland::Kind::Footnote, match.captured(1).toUtf8()});
    m_at += std::max<qsizetype>(size, 1);
}

/// A word has two letters or digits; bold may end behind it, and up to two marks of punctuation follow.
bool IslandScan::isBehindWord() const
{
    static const QRegularExpression word(
        u"[\\p{L}\\p{M}\\p{N}]{2}(?:\\*\\*|[.,!?):\"\u201D\u2019\u3002\uFF0C\uFF01\uFF1F\uFF09\uFF1A]){0,2}$"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    const qsizetype from = std::max(lineOf(m_at).begin, m_at - 16);
    return word.match(QString::fromUtf8(QByteArrayView(m_source).sliced(from, m_at - from))).hasMatch();
}

/// The end of the lines into which inline code can continue.
qsizetype IslandScan::endOfInline() const
{
    for (const Line *line = &lineOf(m_at - 1) + 1; line < m_lines.constData() + m_lines.size(); ++line) {
        if (line->opens || at((line - 1)->content) == '#')
            return line->begin;
    }
    return m_end;
}

void IslandScan::scanCode()
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

void IslandScan::skipTarget()
{
    if (const qsizetype end = endOfLooseTarget(QByteArrayView(m_source).first(m_end), m_at + 1); end >= 0) {
        m_at = end;
        return;
    }
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

/// An address in angle brackets is md4c's.
void IslandScan::skipAngle()
{
    static const QRegularExpression address(u"^<[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>]*>?"_s);
    const auto match = address.match(QString::fromUtf8(rest().first(std::min<qsizetype>(rest().size(), 16))));
    ++m_at;
    while (match.hasMatch() && m_at < m_end && !isSpace(at(m_at)) && at(m_at) != '>')
        ++m_at;
}

void IslandScan::scan()
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
        else if (c == ':' && at(m_at + 1) == '\\')
            m_at += skipPath() ? 0 : 1;
        else if (c == ']' && at(m_at + 1) == '(')
            skipTarget();
        else if (mayBeginAddress(c))
            scanAddress();
        else if (c == '[' && at(m_at + 1) == '^')
            scanFootnote();
        else if (c == '<')
            skipAngle();
        else
            ++m_at;
    }
    m_lines.clear();
    m_openCode = false;
}

constexpr QByteArrayView noteIndent("    ");

/// Finds the further paragraphs of footnotes, which are indented by four blanks as code is.
class NoteReader
{
public:
    /// Reads the next line; true if a paragraph of a note begins on it.
    bool beginsParagraph(QByteArrayView line, bool isBlank, bool isCode)
    {
        const bool isAfterBlank = std::exchange(m_isAfterBlank, isBlank);
        if (isBlank)
            return false;
        if (!line.startsWith(noteIndent)) {
            const bool goesOn = !isAfterBlank && !opensBlock(line) && !line.startsWith('<') && !isFence(line);
            m_inNote = (line.startsWith("[^") && line.contains("]:")) || (m_inNote && goesOn);
            return false;
        }
        const QByteArrayView content = line.sliced(noteIndent.size());
        return m_inNote && isCode && isAfterBlank && !content.startsWith(noteIndent) &&
               !isFence(content.trimmed());
    }

private:
    bool m_inNote = false;
    bool m_isAfterBlank = false;
};

/// The size of the comments with the blanks after them, of a line that goes on with text; 0 of any other.
qsizetype commentsBeforeText(QByteArrayView line)
{
    constexpr QByteArrayView closer("-->");
    qsizetype end = 0;
    while (line.sliced(end).startsWith("<!--")) {
        const qsizetype close = line.indexOf(closer, end);
        if (close < 0)
            return 0;
        end = close + closer.size();
        while (end < line.size() && isSpace(line.at(end)))
            ++end;
    }
    return end == line.size() || line.at(end) == '<' ? 0 : end;
}

/// Finds the islands of the lines, paragraph by paragraph.
class LineReader
{
public:
    LineReader(const QByteArray &source, const QList<MarkdownLeaf> &leaves, MarkdownIslands &result)
        : m_source(source)
        , m_result(result)
        , m_leaf(leaves.cbegin())
        , m_end(leaves.cend())
        , m_scan(source, result)
    {
    }

    void read(qsizetype begin, qsizetype end);
    void finish() { m_scan.scan(); }

private:
    [[nodiscard]] bool isIn(MarkdownLeaf::Kind kind, qsizetype lineEnd) const
    {
        return m_leaf != m_end && m_leaf->begin <= lineEnd && m_leaf->kind == kind;
    }
    void hide(qsizetype begin, qsizetype size)
    {
        m_scan.scan();
        m_result.found.append({begin, begin + size, MarkdownIsland::Kind::Hidden, {}});
    }

    const QByteArray &m_source;
    MarkdownIslands &m_result;
    QList<MarkdownLeaf>::const_iterator m_leaf;
    QList<MarkdownLeaf>::const_iterator m_end;
    IslandScan m_scan;
    NoteReader m_notes;
    bool m_inNote = false;
};

void LineReader::read(qsizetype begin, qsizetype end)
{
    using Kind = MarkdownLeaf::Kind;
    const QByteArrayView text = QByteArrayView(m_source).sliced(begin, end - begin);
    const qsizetype marks = containerMarks(text);
    const QByteArrayView content = text.sliced(marks);
    while (m_leaf != m_end && m_leaf->end < begin)
        ++m_leaf;
    const bool isCode = isIn(Kind::Code, end);
    const bool isHtml = isIn(Kind::Html, end);
    // An incomplete line may become anything except a blank one.
    const bool isBlank = end < m_source.size() && content.trimmed().isEmpty();
    const bool beginsNote = m_notes.beginsParagraph(text, isBlank, isCode);
    m_inNote = isCode && (beginsNote || (m_inNote && !isBlank));
    const qsizetype comment = isHtml && m_leaf->begin >= begin ? commentsBeforeText(content) : 0;
    if ((isCode && !m_inNote) || (isHtml && comment == 0) || isBlank || isFence(content))
        return m_scan.scan();
    if (beginsNote)
        hide(begin, noteIndent.size());
    if (comment > 0)
        hide(begin + marks, comment);
    const bool opens = isIn(Kind::Table, end) || opensBlock(text);
    m_scan.add({begin, end, begin + marks + comment, text.first(marks).count('>'), opens});
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

enum class Likely { Formula, Text, Undecided };

/// What the text after \[ is, as far as it has arrived.
Likely likelyInBrackets(QByteArrayView latex, bool first)
{
    static const QRegularExpression word(
        u"^[ \\t]*\\w{0,12}[ \\t]?\\\\?$"_s, QRegularExpression::UseUnicodePropertiesOption);
    if (isLabel(latex.endsWith('\\') ? latex.chopped(1) : latex))
        return Likely::Undecided;
    if (first && isName(latex.endsWith('\\') ? latex.chopped(1) : latex))
        return Likely::Undecided;
    if (first || latex.startsWith(' ') || hasSignOfFormula(latex))
        return Likely::Formula;
    return word.match(QString::fromUtf8(latex)).hasMatch() ? Likely::Undecided : Likely::Text;
}

/// What the text after the mark of a formula is, as far as it has arrived.
Likely likelyMeaning(const QByteArray &source, qsizetype openAt)
{
    const QByteArrayView rest = QByteArrayView(source).sliced(openAt);
    if (rest.startsWith("\\[")) {
        const qsizetype start = source.lastIndexOf('\n', openAt) + 1;
        const bool first = start + containerMarks(QByteArrayView(source).sliced(start)) == openAt;
        return likelyInBrackets(rest.sliced(2), first);
    }
    if (!rest.startsWith('$') || rest.startsWith("$`"))
        return Likely::Formula;
    const bool two = rest.startsWith("$$");
    const QByteArrayView latex = rest.sliced(two ? 2 : 1);
    if (two ? isWords(latex) : isPrice(latex) || isProse(latex))
        return Likely::Text;
    const bool begins = two && latex.size() < 4 && latex.startsWith(' ');
    return begins || (!two && isUndecided(latex)) ? Likely::Undecided : Likely::Formula;
}

/// The part of an incomplete formula that can be shown: without a mark or command that has just begun.
QByteArray withoutHalfCommand(const QByteArray &latex)
{
    static const QRegularExpression half(
        u"(?:\\\\(?:(?:begin|end)\\{[A-Za-z*]*|[A-Za-z]*)|[\\^_$]|\\\\sqrt\\[[^\\]]*|`)$"_s);
    const QString text = QString::fromUtf8(latex);
    const auto match = half.match(text);
    return match.hasMatch() ? text.first(match.capturedStart()).toUtf8() : latex;
}

} // namespace

bool mayBeLabel(const MarkdownIsland &island)
{
    return island.kind == MarkdownIsland::Kind::Display && (isLabel(island.text) || isName(island.text));
}

MarkdownIslands findIslands(const QByteArray &source, const QList<MarkdownLeaf> &leaves)
{
    MarkdownIslands result;
    LineReader reader(source, leaves, result);
    for (qsizetype begin = 0; begin < source.size();) {
        const qsizetype end = source.indexOf('\n', begin);
        reader.read(begin, end < 0 ? source.size() : end);
        begin = (end < 0 ? source.size() : end) + 1;
    }
    reader.finish();
    return result;
}

bool mayHaveIslands(const QByteArray &source)
{
    return source.contains('$') || source.contains("\\(") || source.contains("\\[") ||
           source.contains("\\begin{") || source.contains("://") || source.contains("[^") ||
           source.contains("www.") || source.contains("<!--") || source.contains("WWW.");
}

QByteArray withoutIslands(QByteArray text, const QList<MarkdownIsland> &islands)
{
    for (const MarkdownIsland &island : islands) {
        const auto begin = text.begin() + island.begin;
        const auto end = text.begin() + island.end;
        if (island.kind == MarkdownIsland::Kind::Address)
            std::replace_if(
                begin, end, [](char c) { return QByteArrayView("*_~[]()!&@$^\\").contains(c); }, 'x');
        else
            std::fill(begin, end, island.kind == MarkdownIsland::Kind::Display ? displayMask : mask);
        if (island.kind == MarkdownIsland::Kind::Hidden)
            *(end - 1) = ','; // marks behind it are not within a word
    }
    return text;
}

QByteArray withClosedFormula(const QByteArray &source, qsizetype openAt)
{
    const Likely likely = likelyMeaning(source, openAt);
    if (likely != Likely::Formula)
        return likely == Likely::Text ? source : source.first(openAt);
    const QByteArray environment = environmentAt(QByteArrayView(source).sliced(openAt));
    const bool dollar = source.at(openAt) == '$';
    const bool two = !dollar || source.mid(openAt, 2) == "$$" || source.mid(openAt, 2) == "$`";
    const QByteArray mark =
        environment.isEmpty() ? source.mid(openAt, two ? 2 : 1) : "\\begin{" + environment + '}';
    const QByteArray latex = source.sliced(openAt + mark.size());
    const QByteArray shown = withoutHalfCommand(latex);
    qsizetype end = shown.size();
    while (end > 0 && isSpace(shown.at(end - 1)))
        --end;
    if (end == 0)
        return source.first(openAt);
    const QByteArray closer = !environment.isEmpty() ? "\\end{" + environment + '}'
                              : mark == "$`"         ? "`$"
                              : dollar               ? mark
                              : mark == "\\("        ? "\\)"
                                                     : "\\]";
    return source.first(openAt) + mark + shown.first(end) + closer;
}

} // namespace Parlance
