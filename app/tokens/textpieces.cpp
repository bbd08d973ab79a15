// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/textpieces.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The patterns of tiktoken (openai_public.py), but for White_Space: PCRE's and JavaScript's \s are other
/// ones.
QRegularExpression compiled(QString pattern)
{
    pattern.replace(u"SPACE"_s, uR"(\t-\r\x{85}\p{Z})"_s);
    QRegularExpression expression(pattern);
    expression.optimize();
    return expression;
}

const QRegularExpression &patternOf(Vocabulary vocabulary)
{
    static const QRegularExpression o200k = compiled(
        uR"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
        uR"(|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
        uR"(|\p{N}{1,3}| ?[^SPACE\p{L}\p{N}]+[\r\n/]*|[SPACE]*[\r\n]+|[SPACE]+(?![^SPACE])|[SPACE]+)"_s);
    static const QRegularExpression cl100k = compiled(
        uR"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^SPACE\p{L}\p{N}]+[\r\n]*)"
        uR"(|[SPACE]*[\r\n]+|[SPACE]+(?![^SPACE])|[SPACE]+)"_s);
    return vocabulary == Vocabulary::O200k ? o200k : cl100k;
}

} // namespace

bool eachPiece(QStringView text, Vocabulary vocabulary, const std::function<bool(QStringView)> &take)
{
    qsizetype end = 0;
    for (const QRegularExpressionMatch &match : patternOf(vocabulary).globalMatchView(text)) {
        if (match.capturedStart() != end || !take(match.capturedView()))
            return false;
        end = match.capturedEnd();
    }
    return end == text.size();
}

} // namespace Parlance
