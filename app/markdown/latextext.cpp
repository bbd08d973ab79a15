// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/latextext.h"

#include "markdown/chemistry.h"
#include "markdown/latexsymbols.h"
#include "markdown/latexterms.h"

#include <QHash>
#include <QList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Deeper nesting of braces is read as characters.
constexpr int deepest = 40;

using Row = QStringList;

/// The text around the rows of an environment: around a single row, or the first, middle and last ones.
struct Brackets
{
    QStringView left;
    QStringView right;
};

Brackets bracketsOf(const QString &environment)
{
    if (environment == u"pmatrix")
        return {u"(⎛⎜⎝", u")⎞⎟⎠"};
    if (environment == u"bmatrix")
        return {u"[⎡⎢⎣", u"]⎤⎥⎦"};
    if (environment == u"Bmatrix")
        return {u"{⎧⎪⎩", u"}⎫⎪⎭"};
    if (environment == u"vmatrix" || environment == u"Vmatrix")
        return environment == u"vmatrix" ? Brackets{u"||||", u"||||"} : Brackets{u"‖‖‖‖", u"‖‖‖‖"};
    if (environment == u"cases" || environment == u"dcases")
        return {u"{⎧⎨⎩", {}};
    return {};
}

/// True for an environment with separate columns; in the others `&` only aligns.
bool hasColumns(const QString &environment)
{
    return environment.contains(u"matrix") || environment.contains(u"cases") || environment == u"array";
}

QString bracket(QStringView brackets, qsizetype row, qsizetype rows)
{
    if (brackets.isEmpty())
        return {};
    if (rows == 1)
        return brackets.at(0);
    return brackets.at(row == 0 ? 1 : row + 1 == rows ? 3 : 2);
}

class LatexReader
{
public:
    LatexReader(QStringView text, bool display)
        : m_text(text)
        , m_display(display)
    {
    }

    QString read() { return collapsed(readUntil({})); }

private:
    QString readUntil(QStringView end);
    QString readOne();
    QString readCommand();
    QString readArgument();
    QString readOption();
    QString readText();
    QString readBraces();
    QString readScript(bool raised);
    QString readFraction();
    [[nodiscard]] QString asBase(const QString &term);
    QString readRoot();
    QString readEnvironment();
    QList<Row> readRows(const QString &environment);
    [[nodiscard]] QString writeRows(const QString &environment, const QList<Row> &rows) const;
    [[nodiscard]] QString withAccent(const QString &command);
    [[nodiscard]] QString command(const QString &name);
    [[nodiscard]] bool readStructure(const QString &name, QString &result);
    [[nodiscard]] bool readSimple(const QString &name, QString &result);
    [[nodiscard]] QString withScripts(QString rows);

    QString commandName();
    void skipSpaces();
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QChar next() const { return atEnd() ? QChar() : m_text.at(m_at); }
    bool take(QStringView what);

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_display;
};

void LatexReader::skipSpaces()
{
    while (next().isSpace())
        ++m_at;
}

bool LatexReader::take(QStringView what)
{
    if (what.isEmpty() || !m_text.sliced(m_at).startsWith(what))
        return false;
    m_at += what.size();
    return true;
}

/// Reads up to and including `end`, or to the end of the input.
QString LatexReader::readUntil(QStringView end)
{
    QString result;
    while (!atEnd() && !take(end))
        result += readOne();
    return result;
}

QString LatexReader::readOne()
{
    const QChar c = m_text.at(m_at);
    if (c == u'\\')
        return readCommand();
    ++m_at;
    if (c == u'{' && m_depth < deepest) {
        ++m_depth;
        const QString group = readUntil(u"}");
        --m_depth;
        return group;
    }
    if (c == u'^' || c == u'_')
        return readScript(c == u'^');
    if (c == u'%') {
        while (!atEnd() && next() != u'\n')
            ++m_at;
        return {};
    }
    if (c == u'{' || c == u'}' || c == u'&')
        return {};
    if (c == u'~' || c.isSpace())
        return u" "_s;
    return c == u'-' ? u"−"_s : c == u'\'' ? u"′"_s : QString(c);
}

QString LatexReader::commandName()
{
    const qsizetype begin = m_at;
    while (next().isLetter() && next().unicode() < 0x80)
        ++m_at;
    if (m_at == begin && !atEnd())
        ++m_at;
    QString name = m_text.sliced(begin, m_at - begin).toString();
    if (next() == u'*' && name.size() > 1)
        ++m_at;
    return name;
}

QString LatexReader::readCommand()
{
    ++m_at;
    const QString name = commandName();
    return name.isEmpty() ? QString() : command(name);
}

QString LatexReader::command(const QString &name)
{
    if (name == u"\\") {
        readOption();
        return m_display && m_depth == 0 ? QString(newLine) : u"; "_s;
    }
    if (isLatexFunction(name))
        return besideTerm + name + besideTerm;
    if (const QString symbol = latexSymbol(name); !symbol.isNull()) {
        if ((name == u"left" || name == u"right") && next() == u'.')
            ++m_at;
        return symbol;
    }
    if (QString result; readStructure(name, result))
        return result;
    if (!latexAccent(name).isNull())
        return withAccent(name);
    if (const QString letters = inAlphabet(name, u"A"_s); letters != u"A")
        return inAlphabet(name, readArgument());
    return name;
}

bool LatexReader::readStructure(const QString &name, QString &result)
{
    static const QStringList texts{u"text"_s, u"mathrm"_s, u"textbf"_s, u"textit"_s, u"textrm"_s, u"texttt"_s,
        u"textsf"_s, u"mbox"_s, u"hbox"_s, u"mathsf"_s, u"mathtt"_s, u"label"_s, u"color"_s};
    static const QStringList wrappers{u"mathit"_s, u"mathnormal"_s, u"boxed"_s, u"cancel"_s, u"bcancel"_s,
        u"xcancel"_s, u"mathop"_s, u"mathbin"_s, u"mathrel"_s, u"substack"_s, u"smash"_s, u"mathclap"_s};
    if (texts.contains(name)) {
        const QString text = readText();
        result = name == u"label" || name == u"color" ? QString() : text;
    } else if (wrappers.contains(name)) {
        result = readArgument();
    } else if (name == u"operatorname") {
        result = besideTerm + readArgument() + besideTerm;
    } else if (name == u"ce" || name == u"pu") {
        const QString source = readBraces();
        result = name == u"ce" ? chemistryToText(source) : quantityToText(source);
    } else if (name.endsWith(u"frac")) {
        result = readFraction();
    } else if (name.endsWith(u"binom")) {
        const QString upper = readArgument();
        result = u'(' + upper + u" choose "_s + readArgument() + u')';
    } else if (name == u"sqrt") {
        result = readRoot();
    } else if (name == u"begin") {
        result = readEnvironment();
    } else if (name == u"end") {
        readText();
    } else if (name == u"not") {
        const QString crossed = readArgument() + u'\u0338';
        result = u' ' + crossed.normalized(QString::NormalizationForm_C) + u' ';
    } else if (name == u"pmod") {
        result = u" (mod "_s + readArgument() + u')';
    } else if (name == u"tag") {
        result = u"\u2003("_s + readText() + u')';
    } else if (name == u"textcolor") {
        readText();
        result = readArgument();
    } else if (name == u"overset" || name == u"stackrel" || name == u"underset") {
        const QString mark = readArgument();
        result = readArgument().trimmed() + (name == u"underset" ? u"_("_s : u"^("_s) + mark + u')';
    } else if (name == u"xrightarrow" || name == u"xleftarrow") {
        readOption();
        const QString mark = readArgument();
        result = name == u"xrightarrow" ? u" —"_s + mark + u"→ "_s : u" ←"_s + mark + u"— "_s;
    } else {
        return readSimple(name, result);
    }
    return true;
}

/// The commands of physics, and spaces, phantoms, \cal and braces over or under a term.
bool LatexReader::readSimple(const QString &name, QString &result)
{
    static const QHash<QString, std::pair<QString, QString>> brackets{{u"ket"_s, {u"|"_s, u"⟩"_s}},
        {u"bra"_s, {u"⟨"_s, u"|"_s}}, {u"braket"_s, {u"⟨"_s, u"⟩"_s}}, {u"abs"_s, {u"|"_s, u"|"_s}},
        {u"norm"_s, {u"‖"_s, u"‖"_s}}};
    const auto found = brackets.constFind(name.toLower());
    if (found != brackets.cend()) {
        result = found->first + readArgument() + found->second;
    } else if (name.endsWith(u"phantom") || name == u"hspace" || name == u"vspace" || name == u"mspace") {
        readBraces();
        result = name == u"hspace" || name == u"mspace" ? u" "_s : QString();
    } else if (name == u"cal") {
        result = inAlphabet(u"mathcal"_s, readArgument());
    } else if (name == u"underbrace" || name == u"overbrace") {
        result = readArgument();
        skipSpaces();
        if (next() == u'_' || next() == u'^')
            result = isSimple(result) ? result : inParentheses(result);
    } else {
        return false;
    }
    return true;
}

/// Reads a group, a command with its arguments, or a character.
QString LatexReader::readArgument()
{
    skipSpaces();
    if (atEnd() || m_depth >= deepest)
        return {};
    ++m_depth;
    const QString argument = collapsed(readOne());
    --m_depth;
    return argument;
}

QString LatexReader::readOption()
{
    const qsizetype begin = m_at;
    skipSpaces();
    const qsizetype end = next() == u'[' ? m_text.indexOf(u']', m_at) : -1;
    if (end < 0) {
        m_at = begin;
        return {};
    }
    const QString option = m_text.sliced(m_at + 1, end - m_at - 1).toString().remove(u'\\');
    m_at = end + 1;
    return option;
}

/// Reads the raw text between braces.
QString LatexReader::readBraces()
{
    skipSpaces();
    if (next() != u'{')
        return atEnd() ? QString() : QString(m_text.at(m_at++));
    int open = 0;
    const qsizetype begin = ++m_at;
    for (; !atEnd() && (open > 0 || next() != u'}'); ++m_at)
        open += next() == u'{' ? 1 : next() == u'}' ? -1 : 0;
    const QString text = m_text.sliced(begin, m_at - begin).toString();
    m_at += atEnd() ? 0 : 1;
    return text;
}

QString LatexReader::readText()
{
    return readBraces().remove(u'$').remove(u'\\').replace(u'~', u' ');
}

QString LatexReader::readScript(bool raised)
{
    QString script = readArgument();
    if (script == u"′")
        return script;
    const QString small = raised ? superscript(script) : subscript(script);
    if (!small.isNull() || script.isEmpty())
        return small;
    const bool single = script.toUcs4().size() == 1;
    return (raised ? u'^' : u'_') + (single ? script : inParentheses(script)) + besideTerm;
}

/// A term in brackets if an exponent follows, which is that of all of it.
QString LatexReader::asBase(const QString &term)
{
    const qsizetype begin = m_at;
    skipSpaces();
    if (next() == u'^')
        return inParentheses(term);
    m_at = begin;
    return term;
}

QString LatexReader::readFraction()
{
    const QString upper = readArgument();
    const QString lower = readArgument();
    if (lower.isEmpty())
        return upper;
    const bool divisor = isDivisor(lower);
    const QString slash = isSimple(upper) && divisor ? u"⁄"_s : u"/"_s;
    const QString fraction =
        (isSimple(upper) ? upper : inParentheses(upper)) + slash + (divisor ? lower : inParentheses(lower));
    return besideFraction + asBase(fraction) + besideFraction;
}

QString LatexReader::readRoot()
{
    const QString degree = readOption();
    const QString body = readArgument();
    const QString raised = superscript(degree);
    const QString root = (degree.isEmpty() || !raised.isNull() ? raised : inParentheses(degree)) + u'√' +
                         (isOneSign(body) ? body : inParentheses(body));
    return (degree.isEmpty() ? QString() : QString(beforeDegree)) + asBase(root) + besideFraction;
}

QString LatexReader::withAccent(const QString &command)
{
    const QChar accent = latexAccent(command);
    const QString argument = readArgument();
    if (command != u"overline" && command != u"underline")
        return argument.isEmpty() ? argument : argument + accent;
    QString result;
    for (const QChar c : argument)
        result += c.isHighSurrogate() ? QString(c) : QString(c) + accent;
    return result;
}

QString LatexReader::readEnvironment()
{
    const QString environment = readText().remove(u'*');
    if (environment == u"array" || environment == u"tabular")
        readText();
    if (m_depth >= deepest)
        return {};
    ++m_depth;
    const QList<Row> rows = readRows(environment);
    --m_depth;
    return withScripts(writeRows(environment, rows));
}

/// An exponent or index of an environment is at the end of its first or last row.
QString LatexReader::withScripts(QString rows)
{
    if (!rows.startsWith(newLine) || m_depth >= deepest)
        return rows;
    while (next() == u'^' || next() == u'_') {
        const qsizetype end = next() == u'^' ? rows.indexOf(newLine, 1) : rows.size() - 1;
        rows.insert(end, readOne());
    }
    return rows;
}

QList<Row> LatexReader::readRows(const QString &environment)
{
    const QString end = u"\\end{"_s + environment;
    QList<Row> rows{{QString()}};
    while (!atEnd() && !m_text.sliced(m_at).startsWith(end)) {
        if (take(u"\\\\")) {
            readOption();
            rows.append(Row{QString()});
        } else if (take(u"&")) {
            rows.last().append(QString());
        } else {
            rows.last().last() += readOne();
        }
    }
    while (!atEnd() && m_text.at(m_at++) != u'}') {
    }
    for (Row &row : rows) {
        for (QString &cell : row)
            cell = collapsed(cell);
    }
    while (rows.size() > 1 && rows.last().join(QString()).isEmpty())
        rows.removeLast();
    return rows;
}

QString LatexReader::writeRows(const QString &environment, const QList<Row> &rows) const
{
    const Brackets brackets = bracketsOf(environment);
    const QString gap = hasColumns(environment) ? u"\u2003"_s : u" "_s;
    if (!m_display || m_depth > 0) {
        QStringList lines;
        for (const Row &row : rows)
            lines += row.join(hasColumns(environment) ? u", "_s : gap);
        return bracket(brackets.left, 0, 1) + lines.join(u"; ") + bracket(brackets.right, 0, 1);
    }
    QString result(newLine);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString left = bracket(brackets.left, i, rows.size());
        const QString right = bracket(brackets.right, i, rows.size());
        QStringList cells = rows.at(i);
        for (qsizetype column = 0; column + 1 < cells.size(); ++column) {
            qsizetype width = 0;
            for (const Row &row : rows)
                width = std::max(width, row.value(column).size());
            const bool leftward = hasColumns(environment) || column % 2 == 1;
            cells[column] = leftward ? cells.at(column).leftJustified(width, u'\u2007')
                                     : cells.at(column).rightJustified(width, u'\u2007');
        }
        result += left + (left.isEmpty() ? u""_s : u" "_s) + cells.join(gap) +
                  (right.isEmpty() ? u""_s : u" "_s) + right + newLine;
    }
    return result;
}

} // namespace

QString latexToText(QStringView latex, bool display)
{
    return LatexReader(latex, display).read();
}

} // namespace Parlance
