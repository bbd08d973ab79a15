// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/usage.h"

namespace Parlance {

namespace {

template <typename T>
void take(std::optional<T> &known, const std::optional<T> &newer)
{
    if (newer)
        known = newer;
}

/// A server that does not know a figure writes 0.
template <typename T>
void takeCount(std::optional<T> &known, const std::optional<T> &newer)
{
    if (newer && (*newer != 0 || !known))
        known = newer;
}

template <typename T>
void print(QDebug &debug, const char *name, const std::optional<T> &value)
{
    if (value)
        debug << ' ' << name << '=' << *value;
}

} // namespace

void Usage::merge(const Usage &newer)
{
    takeCount(inputTokens, newer.inputTokens);
    takeCount(outputTokens, newer.outputTokens);
    takeCount(totalTokens, newer.totalTokens);
    takeCount(cachedTokens, newer.cachedTokens);
    takeCount(reasoningTokens, newer.reasoningTokens);
    takeCount(creditsUsed, newer.creditsUsed);
    take(creditsRemaining, newer.creditsRemaining);
}

QDebug operator<<(QDebug debug, const Usage &usage)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Usage(";
    print(debug, "input", usage.inputTokens);
    print(debug, "output", usage.outputTokens);
    print(debug, "total", usage.totalTokens);
    print(debug, "cached", usage.cachedTokens);
    print(debug, "reasoning", usage.reasoningTokens);
    print(debug, "creditsUsed", usage.creditsUsed);
    print(debug, "creditsRemaining", usage.creditsRemaining);
    return debug << ')';
}

} // namespace Parlance
