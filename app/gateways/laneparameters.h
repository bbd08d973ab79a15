// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "wire/json.h"

#include <QJsonObject>

#include <expected>

namespace Parlance {

struct Gateway;

/// What a lane sends with every prompt besides its messages. What is empty is not sent.
struct LaneParameters
{
    QString system = {};
    std::optional<double> temperature = {};
    std::optional<double> topP = {};
    std::optional<int> maxTokens = {};
    QStringList stop = {};
    std::optional<int> n = {};
    std::optional<bool> stream = true;
    std::optional<int> thinkingTokens = {};
    QString extra =
        {}; ///< the user's own fields as they were typed: a JSON object, or what cannot be read as one

    bool operator==(const LaneParameters &) const = default;
};

/// The parameters by the names they have in files and in the panel.
namespace ParameterName {
inline constexpr QLatin1StringView System{"system"};
inline constexpr QLatin1StringView Temperature{"temperature"};
inline constexpr QLatin1StringView TopP{"top_p"};
inline constexpr QLatin1StringView MaxTokens{"max_tokens"};
inline constexpr QLatin1StringView Stop{"stop"};
inline constexpr QLatin1StringView N{"n"};
inline constexpr QLatin1StringView Stream{"stream"};
inline constexpr QLatin1StringView Thinking{"thinking"};
inline constexpr QLatin1StringView Extra{"extra"};
} // namespace ParameterName

/// True if the gateway's profile says that it takes the parameter of that name: what it does not document is
/// not sent to it (RF-04). Streaming is part of every dialect, and a system prompt goes wherever the key does
/// not bring its own; the user's own fields go everywhere.
[[nodiscard]] bool takesParameter(const Gateway &gateway, QLatin1StringView name);

/// The request that these parameters make for a gateway, without messages: with what it takes, and within the
/// bounds that it documents.
[[nodiscard]] ChatRequest requestOf(
    const LaneParameters &parameters, const Gateway &gateway, const QString &model);

/// An object with the names above; what is not sent is not there, nor is extra JSON that cannot be. `stop` is
/// a list, `thinking` the number of tokens, `extra` a text.
[[nodiscard]] QJsonObject toJson(const LaneParameters &parameters);
/// The error names the field, with `place` before it, and what is wrong with it.
[[nodiscard]] std::expected<LaneParameters, QString> laneParametersFromJson(
    const QJsonObject &object, const QString &place = {});

/// Why a text cannot be laid over a request as extra JSON.
struct ExtraProblem
{
    std::optional<JsonFault> fault = {}; ///< the text is not JSON
    QString reserved =
        {}; ///< a field that the lane itself sends, such as "model"; empty with a text that is no object
};
/// Empty for a text that can, and for a blank one.
[[nodiscard]] std::optional<ExtraProblem> problemOfExtra(const QString &extra);

QDebug operator<<(QDebug debug, const LaneParameters &parameters);

} // namespace Parlance
