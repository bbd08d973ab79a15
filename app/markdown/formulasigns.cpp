// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/formulasigns.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

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

} // namespace

bool isPrice(QByteArrayView content)
{
    static const QRegularExpression price(
        u"^\\d[^\\\\=^_]*(?:\\s[A-Za-z]{2,}|[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}\\p{Thai}\\p{Lao}\\p{Khmer}\\p{Myanmar}])"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return price.match(QString::fromUtf8(content)).hasMatch();
}

bool isWords(QByteArrayView content)
{
    static const QRegularExpression words(
        u"^(?![ \\t]*\\n)[ \\t][^\\\\=^_+<>{}/*]*\\p{L}{3}[^\\\\=^_+<>{}/*]*$"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return words.match(QString::fromUtf8(content)).hasMatch();
}

bool separatesCells(QByteArrayView latex)
{
    return barsOutsideBrackets(latex) % 2 == 1 && !latex.contains("\\rangle") && !latex.contains("\\langle");
}

bool isLabel(QByteArrayView content)
{
    static const QRegularExpression label(u"^(?:\\d[\\d,;\\s-]*|[xX])?$"_s);
    return label.match(QString::fromUtf8(content)).hasMatch();
}

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

bool beginsWithSuffix(QByteArrayView text)
{
    static const QRegularExpression suffix(
        u"^(?:th|st|nd|rd|s)(?![\\p{L}\\p{N}])"_s, QRegularExpression::UseUnicodePropertiesOption);
    return suffix.match(QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 8)))).hasMatch();
}

bool isSpacedFormula(QByteArrayView content)
{
    static const QRegularExpression word(u"(?<![\\\\{A-Za-z])[A-Za-z]{3}"_s);
    return hasCommand(content) && !content.contains('\n') &&
           !word.match(QString::fromUtf8(content)).hasMatch();
}

bool isName(QByteArrayView content)
{
    static const QRegularExpression name(
        u"^(?=.*\\p{L}{3})\\p{L}[\\p{L}\\p{N}'\u2019&.,-]*(?: [\\p{L}\\p{N}'\u2019&.,-]+)*$"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return name.match(QString::fromUtf8(content)).hasMatch();
}

bool isRemark(QByteArrayView content)
{
    static const QRegularExpression remark(u"^(?:\\p{L}{2,}(?: \\p{L}{2,})+|\\p{Lu}?\\p{Ll}{4,})$"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return remark.match(QString::fromUtf8(content)).hasMatch();
}

bool isArguments(QByteArrayView content)
{
    static const QRegularExpression arguments(
        u"^[\\p{L}\\p{N}\"' ,.]{2,}$"_s, QRegularExpression::UseUnicodePropertiesOption);
    return arguments.match(QString::fromUtf8(content)).hasMatch();
}

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

} // namespace Parlance
