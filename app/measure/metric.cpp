// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/metric.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int SignificantDigits = 3;
constexpr int LeastCostDecimals = 2;
constexpr int MostCostDecimals = 9;

/// The decimals for three significant digits.
int costDecimals(double value)
{
    if (value <= 0)
        return LeastCostDecimals;
    const int magnitude = static_cast<int>(std::floor(std::log10(value)));
    return std::clamp(SignificantDigits - 1 - magnitude, LeastCostDecimals, MostCostDecimals);
}

} // namespace

const QList<Metric> &allMetrics()
{
    using enum Metric;
    static const QList<Metric> all{Sent, Headers, FirstToken, FirstText, Total, Speed, InputTokens,
        OutputTokens, CachedTokens, ReasoningTokens, Cost, CreditsUsed, CreditsLeft, Characters, FitsSchema};
    return all;
}

QString metricId(Metric metric)
{
    switch (metric) {
    case Metric::Sent:
        return u"sent_s"_s;
    case Metric::Headers:
        return u"headers_s"_s;
    case Metric::FirstToken:
        return u"first_token_s"_s;
    case Metric::FirstText:
        return u"first_text_s"_s;
    case Metric::Total:
        return u"total_s"_s;
    case Metric::Speed:
        return u"tokens_per_second"_s;
    case Metric::InputTokens:
        return u"input_tokens"_s;
    case Metric::OutputTokens:
        return u"output_tokens"_s;
    case Metric::CachedTokens:
        return u"cached_tokens"_s;
    case Metric::ReasoningTokens:
        return u"reasoning_tokens"_s;
    case Metric::Cost:
        return u"cost"_s;
    case Metric::CreditsUsed:
        return u"credits_used"_s;
    case Metric::CreditsLeft:
        return u"credits_left"_s;
    case Metric::Characters:
        return u"characters"_s;
    case Metric::FitsSchema:
        return u"fits_schema"_s;
    }
    return {};
}

/// More tokens or characters are neither good nor bad; the reader judges the answer. The time until a request
/// was sent depends on the connection, not on the model.
Better betterOf(Metric metric)
{
    switch (metric) {
    case Metric::Headers:
    case Metric::FirstToken:
    case Metric::FirstText:
    case Metric::Total:
    case Metric::Cost:
    case Metric::CreditsUsed:
        return Better::Lower;
    case Metric::Speed:
    case Metric::CachedTokens:
    case Metric::FitsSchema:
        return Better::Higher;
    default:
        return Better::Neither;
    }
}

bool isTime(Metric metric)
{
    switch (metric) {
    case Metric::Sent:
    case Metric::Headers:
    case Metric::FirstToken:
    case Metric::FirstText:
    case Metric::Total:
        return true;
    default:
        return false;
    }
}

int decimalsOf(Metric metric, double value)
{
    if (isTime(metric))
        return value < 1 ? 3 : value < 10 ? 2 : 1;
    switch (metric) {
    case Metric::Cost:
        return costDecimals(value);
    case Metric::CreditsUsed:
    case Metric::CreditsLeft:
        return 2;
    case Metric::Speed:
        return value < 10 ? 1 : 0;
    default:
        return 0;
    }
}

} // namespace Parlance
