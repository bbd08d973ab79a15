// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Parlance {

/// A number that is known of a reply. Times are in seconds, costs in the currency of the price list.
enum class Metric {
    Sent,       ///< from the request to when it was out, over a connection that may have been made for it
    Headers,    ///< from the request to the headers of the answer
    FirstToken, ///< from the request to the first delta with content
    FirstText,  ///< from the request to the first delta with text of the answer: thinking was before it
    Total,      ///< from the request to the end
    Speed,      ///< output tokens a second, between the first and the last
    InputTokens,
    OutputTokens,
    CachedTokens,
    ReasoningTokens,
    Cost,
    CreditsUsed,
    CreditsLeft,
    Characters ///< of the answer, without its reasoning
};

/// Which of two values one would rather have.
enum class Better { Lower, Higher, Neither };

/// In the order they are shown.
[[nodiscard]] const QList<Metric> &allFigures();
/// The name in files, with its unit: "first_token_s".
[[nodiscard]] QString metricId(Metric figure);
[[nodiscard]] Better betterOf(Metric figure);
[[nodiscard]] bool isTime(Metric figure);
/// How many decimals of a value are worth showing. Values that are the same in them are equal.
[[nodiscard]] int decimalsOf(Metric figure, double value);

} // namespace Parlance
