// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/usagereading.h"

#include "wire/jsonreading.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

std::optional<qint64> count(const QJsonObject &usage, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const std::optional<qint64> number = readInteger(usage.value(name)))
            return number;
    }
    return std::nullopt;
}

} // namespace

std::optional<Usage> readUsage(const QJsonValue &value)
{
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject usage = value.toObject();
    const QJsonObject input = usage.value("prompt_tokens_details"_L1).toObject();
    const QJsonObject output = usage.value("completion_tokens_details"_L1).toObject();
    Usage read{.inputTokens = count(usage, {"prompt_tokens"_L1, "input_tokens"_L1}),
        .outputTokens = count(usage, {"completion_tokens"_L1, "output_tokens"_L1}),
        .totalTokens = count(usage, {"total_tokens"_L1}),
        .cachedTokens = count(input, {"cached_tokens"_L1}),
        .reasoningTokens = count(output, {"reasoning_tokens"_L1}),
        .creditsUsed = readNumber(usage.value("credits_used"_L1)),
        .creditsRemaining = readNumber(usage.value("credits_remaining"_L1))};
    if (!read.cachedTokens)
        read.cachedTokens = count(usage, {"cache_read_input_tokens"_L1, "prompt_cache_hit_tokens"_L1});
    return read;
}

} // namespace Parlance
