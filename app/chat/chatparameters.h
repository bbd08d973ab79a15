// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QStringList>
#include <functional>
#include <optional>
#include <span>
#include <variant>

namespace Parlance {

/// The values of a chat's parameters. Empty members are not sent.
struct ChatParameters
{
    std::optional<double> temperature = {};
    std::optional<double> topP = {};
    std::optional<int> maxTokens = {};
    QStringList stop = {};
    std::optional<int> n = {};
    std::optional<int> thinkingTokens = {}; ///< asks for thinking, with at most this many tokens (RA-27)
    QString thinkingMode = {};              ///< "adaptive" or "disabled" in place of a number of tokens
    QString thinkingDisplay = {};           ///< how thinking is shown; sent beside thinking
    QString reasoningEffort = {};
    QString verbosity = {};
    std::optional<int> seed = {};
    std::optional<double> frequencyPenalty = {};
    std::optional<double> presencePenalty = {};
    std::optional<bool> logprobs = {};
    std::optional<int> topLogprobs = {};
    QString serviceTier = {};
    std::optional<bool> parallelToolCalls = {}; ///< sent beside tools
    QString user = {};                          ///< names a user of the program to the gateway
    QStringList logitBias = {};                 ///< `pairOf()` gives a token's number and its bias
    QStringList metadata = {};                  ///< `pairOf()` gives a name and a text
    QString cacheControl = {};                  ///< how long the server keeps the prompt: "5m", "1h"
    QString promptCacheKey = {};
    QStringList headers = {}; ///< `pairOf()` gives a name and a value; sent beside the dialect's own

    bool operator==(const ChatParameters &) const = default;
};

/// The names of the parameters in files and in the panel.
namespace ParameterName {
inline constexpr QLatin1StringView Temperature{"temperature"};
inline constexpr QLatin1StringView TopP{"top_p"};
inline constexpr QLatin1StringView MaxTokens{"max_tokens"};
inline constexpr QLatin1StringView Thinking{"thinking"};
inline constexpr QLatin1StringView ThinkingMode{"thinking_mode"};
inline constexpr QLatin1StringView ThinkingDisplay{"thinking_display"};
inline constexpr QLatin1StringView ReasoningEffort{"reasoning_effort"};
inline constexpr QLatin1StringView Verbosity{"verbosity"};
inline constexpr QLatin1StringView N{"n"};
inline constexpr QLatin1StringView Seed{"seed"};
inline constexpr QLatin1StringView FrequencyPenalty{"frequency_penalty"};
inline constexpr QLatin1StringView PresencePenalty{"presence_penalty"};
inline constexpr QLatin1StringView Logprobs{"logprobs"};
inline constexpr QLatin1StringView TopLogprobs{"top_logprobs"};
inline constexpr QLatin1StringView ServiceTier{"service_tier"};
inline constexpr QLatin1StringView ParallelToolCalls{"parallel_tool_calls"};
inline constexpr QLatin1StringView User{"user"};
inline constexpr QLatin1StringView Stop{"stop"};
inline constexpr QLatin1StringView LogitBias{"logit_bias"};
inline constexpr QLatin1StringView Metadata{"metadata"};
inline constexpr QLatin1StringView CacheControl{"cache_control"};
inline constexpr QLatin1StringView PromptCacheKey{"prompt_cache_key"};
inline constexpr QLatin1StringView Headers{"headers"};
} // namespace ParameterName

/// A parameter of a chat. What concerns every parameter walks `chatParameters()`.
struct ChatParameter
{
    using Number = std::optional<double> ChatParameters::*;
    using Count = std::optional<int> ChatParameters::*; ///< a whole number
    using Flag = std::optional<bool> ChatParameters::*;
    using Text = QString ChatParameters::*;
    using Texts = QStringList ChatParameters::*;

    QLatin1StringView name;
    std::variant<Number, Count, Flag, Text, Texts> member;
    double usual = 0;                 ///< a number that is tried first
    int least = 1;                    ///< of a whole number
    QStringList choices = {};         ///< the usual ones of a text
    bool isPrivate = false;           ///< not kept from run to run
    bool isPairs = false;             ///< each text is a pair, see `pairOf()`
    bool isForAll = false;            ///< goes to each gateway, documented or not
    QLatin1StringView otherName = {}; ///< the parameter's name in a dialect that has another one

    /// Undefined if it is not sent.
    [[nodiscard]] QJsonValue value(const ChatParameters &parameters) const;
    [[nodiscard]] bool holdsText() const;
};

/// All parameters, in the order they are shown.
[[nodiscard]] std::span<const ChatParameter> chatParameters();

/// The parameter of that name; null if there is none.
[[nodiscard]] const ChatParameter *findChatParameter(QLatin1StringView name);

/// The name and the value in a line like "name: value", without blanks around them; empty if it has no name
/// or no value.
[[nodiscard]] std::optional<std::pair<QString, QString>> pairOf(const QString &line);

/// Calls `change` with each text in the parameters.
void changeTexts(ChatParameters &parameters, const std::function<void(QString &)> &change);
/// Clears the parameters of which `which` is true.
void clearValues(ChatParameters &parameters, const std::function<bool(const ChatParameter &)> &which);

} // namespace Parlance
