// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/latexterms.h"

#include <algorithm>

namespace Parlance {

namespace {

bool isFactor(QChar c)
{
    const auto tag = c.decompositionTag();
    return (c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || QStringView(u"√∑∏∫∞∂∇").contains(c)) &&
           tag != QChar::Super && tag != QChar::Sub;
}

/// True if `joint` becomes a space between `before` and `after`.
bool isApart(QChar joint, QChar before, QChar after)
{
    const bool isBehindFactor = before.isLetterOrNumber() || isFactor(before) || before == u')';
    if (joint == beforeDegree)
        return isBehindFactor;
    if (joint == besideFraction)
        return isBehindFactor && (isFactor(after) || QStringView(u"([{⟨⌊⌈").contains(after));
    return isBehindFactor && isFactor(after);
}

} // namespace

bool isSimple(const QString &text)
{
    return std::ranges::all_of(
        text, [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate() || c.isMark() || c == u'.'; });
}

bool isDivisor(const QString &text)
{
    const auto letters =
        std::ranges::count_if(text, [](QChar c) { return c.isLetter() || c.isHighSurrogate(); });
    const bool digits = std::ranges::any_of(text, [](QChar c) { return c.isDigit(); });
    const bool differential = letters == 2 && !digits && (text.startsWith(u'd') || text.startsWith(u'∂'));
    return isSimple(text) && (letters == 0 || (letters == 1 && !text.front().isDigit()) || differential);
}

bool isOneSign(const QString &text)
{
    const auto isDigit = [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'.';
    };
    const auto isOther = [](QChar c) {
        return !c.isMark() && !c.isLowSurrogate() && c.decompositionTag() != QChar::Sub;
    };
    return std::ranges::all_of(text, isDigit) ||
           (isSimple(text) && !isDigit(text.front()) && std::ranges::count_if(text, isOther) == 1);
}

QString inParentheses(const QString &text)
{
    return u'(' + text + u')';
}

QString collapsed(const QString &text)
{
    QString result;
    QChar joint;
    for (const QChar c : text) {
        if (c >= besideTerm && c <= beforeDegree) {
            joint = std::max(joint, c);
            continue;
        }
        if (!joint.isNull() && !result.isEmpty() && isApart(joint, result.back(), c))
            result += u' ';
        joint = QChar();
        const bool space = c == u' ' || c == newLine;
        if (space && (result.isEmpty() || result.endsWith(newLine) || (c == u' ' && result.endsWith(u' '))))
            continue;
        if (c == newLine && result.endsWith(u' '))
            result.chop(1);
        result += c;
    }
    while (result.endsWith(u' ') || result.endsWith(newLine))
        result.chop(1);
    return result;
}

} // namespace Parlance
