// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/usagereading.h"

#include "wire/jsonreading.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The count under one of these names, rather one that is not 0; a negative one is none.
std::optional<qint64> count(const QJsonObject &usage, std::initializer_list<QLatin1StringView> names)
{
    std::optional<qint64> found;
    for (const QLatin1StringView name : names) {
        const std::optional<qint64> number = readInteger(usage.value(name));
        if (number && *number >= 0 && found.value_or(0) == 0)
            found = number;
    }
    return found;
}

std::optional<double> unlessNegative(double number)
{
    return number < 0 ? std::nullopt : std::optional(number);
}

} // namespace

std::optional<Usage> readUsage(const QJsonValue &value)
{
    const QJsonObject usage = firstObject(value);
    if (usage.isEmpty())
        return std::nullopt;
    const QJsonObject input = usage.value("prompt_tokens_details"_L1).toObject();
    const QJsonObject output = usage.value("completion_tokens_details"_L1).toObject();
    Usage read{.inputTokens = count(usage, {"prompt_tokens"_L1, "input_tokens"_L1}),
        .outputTokens = count(usage, {"completion_tokens"_L1, "output_tokens"_L1}),
        .totalTokens = count(usage, {"total_tokens"_L1}),
        .cachedTokens = count(input, {"cached_tokens"_L1}),
        .reasoningTokens = count(output, {"reasoning_tokens"_L1}),
        .creditsUsed = readNumber(usage.value("credits_used"_L1)).and_then(unlessNegative),
        .creditsRemaining = readNumber(usage.value("credits_remaining"_L1))};
    if (read.cachedTokens.value_or(0) == 0) {
        if (const auto cached = count(usage, {"cache_read_input_tokens"_L1, "prompt_cache_hit_tokens"_L1}))
            read.cachedTokens = cached;
    }
    return read;
}

std::optional<Usage> usageOf(const QList<QJsonObject> &places)
{
    std::optional<Usage> usage;
    for (auto place = places.crbegin(); place != places.crend(); ++place) {
        const std::optional<Usage> read = readUsage(place->value("usage"_L1));
        if (usage && read)
            usage->merge(*read);
        else if (read)
            usage = read;
    }
    return usage;
}

} // namespace Parlance
