// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/figure.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int SignificantDigits = 3;
constexpr int LeastCostDecimals = 2;
constexpr int MostCostDecimals = 9;

/// Three digits that count.
int costDecimals(double value)
{
    if (value <= 0)
        return LeastCostDecimals;
    const int magnitude = static_cast<int>(std::floor(std::log10(value)));
    return std::clamp(SignificantDigits - 1 - magnitude, LeastCostDecimals, MostCostDecimals);
}

} // namespace

const QList<Figure> &allFigures()
{
    using enum Figure;
    static const QList<Figure> figures{Sent, Headers, FirstToken, FirstText, Total, Speed, InputTokens,
        OutputTokens, CachedTokens, ReasoningTokens, Cost, CreditsUsed, CreditsLeft, Characters};
    return figures;
}

QString figureId(Figure figure)
{
    switch (figure) {
    case Figure::Sent:
        return u"sent_s"_s;
    case Figure::Headers:
        return u"headers_s"_s;
    case Figure::FirstToken:
        return u"first_token_s"_s;
    case Figure::FirstText:
        return u"first_text_s"_s;
    case Figure::Total:
        return u"total_s"_s;
    case Figure::Speed:
        return u"tokens_per_second"_s;
    case Figure::InputTokens:
        return u"input_tokens"_s;
    case Figure::OutputTokens:
        return u"output_tokens"_s;
    case Figure::CachedTokens:
        return u"cached_tokens"_s;
    case Figure::ReasoningTokens:
        return u"reasoning_tokens"_s;
    case Figure::Cost:
        return u"cost"_s;
    case Figure::CreditsUsed:
        return u"credits_used"_s;
    case Figure::CreditsLeft:
        return u"credits_left"_s;
    case Figure::Characters:
        return u"characters"_s;
    }
    return {};
}

/// More tokens or characters are neither good nor bad: that is for the reader of the answer to say. How soon
/// a request was out is luck with a connection.
Better betterOf(Figure figure)
{
    switch (figure) {
    case Figure::Headers:
    case Figure::FirstToken:
    case Figure::FirstText:
    case Figure::Total:
    case Figure::Cost:
    case Figure::CreditsUsed:
        return Better::Lower;
    case Figure::Speed:
    case Figure::CachedTokens:
        return Better::Higher;
    default:
        return Better::Neither;
    }
}

bool isTime(Figure figure)
{
    switch (figure) {
    case Figure::Sent:
    case Figure::Headers:
    case Figure::FirstToken:
    case Figure::FirstText:
    case Figure::Total:
        return true;
    default:
        return false;
    }
}

int decimalsOf(Figure figure, double value)
{
    if (isTime(figure))
        return value < 1 ? 3 : value < 10 ? 2 : 1;
    switch (figure) {
    case Figure::Cost:
        return costDecimals(value);
    case Figure::CreditsUsed:
    case Figure::CreditsLeft:
        return 2;
    case Figure::Speed:
        return value < 10 ? 1 : 0;
    default:
        return 0;
    }
}

} // namespace Parlance
