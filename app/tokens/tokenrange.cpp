// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/tokenrange.h"

#include <algorithm>
#include <cmath>

namespace Parlance {

TokenRange tokensFromBytes(qint64 bytes)
{
    constexpr double fewest = 1.5; // bytes of a token
    constexpr double most = 6;
    const auto size = static_cast<double>(bytes);
    return {.least = static_cast<qint64>(std::floor(size / most)),
        .most = static_cast<qint64>(std::ceil(size / fewest))};
}

TokenRange frameOfChat(qint64 messages)
{
    return {.least = 3 * messages, .most = 8 * messages + 8};
}

std::optional<TokenRange> tokensLearned(const QList<CountedBytes> &counted, qint64 bytes)
{
    constexpr qint64 tellingBytes = 200;
    constexpr double doubt = 0.1;
    std::optional<std::pair<double, double>> rates; // tokens of a byte
    for (const CountedBytes &one : counted) {
        if (one.bytes < tellingBytes)
            continue;
        const double rate = static_cast<double>(one.tokens) / static_cast<double>(one.bytes);
        rates = rates ? std::pair(std::min(rates->first, rate), std::max(rates->second, rate))
                      : std::pair(rate, rate);
    }
    if (!rates)
        return {};
    const auto size = static_cast<double>(bytes);
    return TokenRange{.least = static_cast<qint64>(std::floor(size * rates->first * (1 - doubt))),
        .most = static_cast<qint64>(std::ceil(size * rates->second * (1 + doubt)))};
}

QDebug operator<<(QDebug debug, const TokenRange &range)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << range.least << " to " << range.most << " tokens";
}

} // namespace Parlance
