// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/islandscan.h"

#include "markdown/asciispace.h"
#include "markdown/bareaddress.h"
#include "markdown/formulasigns.h"
#include "markdown/literaltext.h"
#include "markdown/scripts.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// A letter or digit of a script that separates words by spaces.
bool isWord(char32_t c)
{
    return QChar::isLetterOrNumber(c) && !isUnspaced(c);
}

} // namespace

const IslandScan::Line &IslandScan::lineOf(qsizetype place) const
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
    return !first && !isAsciiSpace(at(begin)) && (isTarget || !hasSignOfFormula(content));
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
    return (!isAsciiSpace(at(close - 1)) || isAsciiSpace(content.front())) && !after.startsWith('$') &&
           (!goesOn || beginsWithSuffix(after) || hasCommand(content)) && !isPrice(content);
}

/// The lines between the marks, without the prefixes of quotes and lists.
QByteArray IslandScan::latexOf(qsizetype begin, qsizetype end) const
{
    QByteArray latex;
    while (begin < end) {
        const Line &line = lineOf(begin);
        qsizetype from = begin;
        while (begin == line.begin && from < line.end && (isAsciiSpace(at(from)) || at(from) == '>'))
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
    if (count == 1 && (!word || command) && !endsWords && (!isAsciiSpace(next) || next == ' ' || ends) &&
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
    for (qsizetype place = m_at + 1; place < m_end && !isAsciiSpace(at(place)); ++place) {
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
    while (match.hasMatch() && m_at < m_end && !isAsciiSpace(at(m_at)) && at(m_at) != '>')
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

} // namespace Parlance
