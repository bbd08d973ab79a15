// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Parlance {

/// A metric of a reply. Times are in seconds, costs in the currency of the price list.
enum class Metric {
    Sent,       ///< from the request to when it was sent, including any new connection
    Headers,    ///< from the request to the headers of the answer
    FirstToken, ///< from the request to the first delta with content
    FirstText,  ///< from the request to the first delta with text of the answer, after any reasoning
    Total,      ///< from the request to the end
    Speed,      ///< output tokens per second, between the first and the last
    InputTokens,
    OutputTokens,
    CachedTokens,
    ReasoningTokens,
    Cost,
    CreditsUsed,
    CreditsLeft,
    Characters, ///< of the answer, without its reasoning
    FitsSchema  ///< 1 if the answer fits the schema that it was asked for by, 0 if it does not
};

/// Which of two values is better.
enum class Better { Lower, Higher, Neither };

/// All metrics, in the order they are shown.
[[nodiscard]] const QList<Metric> &allMetrics();
/// The name in files, with its unit: "first_token_s".
[[nodiscard]] QString metricId(Metric metric);
[[nodiscard]] Better betterOf(Metric metric);
[[nodiscard]] bool isTime(Metric metric);
/// How many decimals of a value to show. Values that are equal when shown count as equal.
[[nodiscard]] int decimalsOf(Metric metric, double value);

} // namespace Parlance
