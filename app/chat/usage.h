// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <optional>

namespace Parlance {

/// What an answer consumed, as reported by the server. An unknown number is empty, never 0.
struct Usage
{
    std::optional<qint64>
        inputTokens; ///< as the server counts them: Messages leaves out what came from a cache
    std::optional<qint64> outputTokens;
    std::optional<qint64> totalTokens;
    std::optional<qint64> cachedTokens;    ///< the part of the input read from a cache
    std::optional<qint64> reasoningTokens; ///< the part of the output that was reasoning
    std::optional<double> creditsUsed;
    std::optional<double> creditsRemaining;

    bool operator==(const Usage &) const = default;

    /// Takes each number that `newer` has and keeps the others: servers send usage in parts (RA-31) or as a
    /// running total. A 0 replaces no other count, nor used credits.
    void merge(const Usage &newer);
};

QDebug operator<<(QDebug debug, const Usage &usage);

} // namespace Parlance
