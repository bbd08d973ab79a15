// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/asciispace.h"
#include "markdown/formulasigns.h"
#include "markdown/markdownislands.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

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
    while (end > 0 && isAsciiSpace(shown.at(end - 1)))
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
