// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/lanetools.h"
#include "gateways/variable.h"
#include "wire/json.h"

#include <QJsonObject>

#include <expected>

namespace Parlance {

struct Gateway;
struct Parameter;

/// What a lane sends with every prompt besides its messages. Empty members are not sent.
struct LaneParameters
{
    QString system = {};
    ChatParameters values = {};
    std::optional<bool> stream = true;
    AnswerFormat format = {}; ///< the schema as typed, which may be invalid
    QString extra = {}; ///< the user's own fields as typed: a JSON object, or text that is not valid JSON
    QList<Variable> variables = {}; ///< in the order of their table
    LaneTools tools = {};

    bool operator==(const LaneParameters &) const = default;
};

/// The names of what is not in `chatParameters()`.
namespace ParameterName {
inline constexpr QLatin1StringView System{"system"};
inline constexpr QLatin1StringView Stream{"stream"};
inline constexpr QLatin1StringView Format{"answer_format"};
inline constexpr QLatin1StringView Extra{"extra"};
inline constexpr QLatin1StringView Variables{"variables"};
inline constexpr QLatin1StringView Tools{"tools"};
inline constexpr QLatin1StringView McpServers{"mcp_servers"}; ///< within the tools
} // namespace ParameterName

/// What the gateway's profile says of the parameter; null if it does not document it.
[[nodiscard]] const Parameter *documentedParameter(const Gateway &gateway, QLatin1StringView name);

/// True if the gateway's profile documents the parameter: others are not sent (RF-04). Streaming is part of
/// every dialect, a system prompt goes to every gateway unless the key brings its own, and the user's own
/// fields go everywhere. So does the format of the answer, which no gateway documents, if the dialect has a
/// field for one.
[[nodiscard]] bool takesParameter(const Gateway &gateway, QLatin1StringView name);

/// True if the gateway's dialect has a field for the format of an answer.
[[nodiscard]] bool takesFormat(const Gateway &gateway, const AnswerFormat &format);

/// True if the gateway's profile documents that field: its parameters have `response_format` or
/// `output_config`.
[[nodiscard]] bool documentsFormat(const Gateway &gateway);

/// The request for a gateway with these parameters, without messages: only what the gateway takes, within its
/// documented bounds. The variables of the system prompt and of the tools are filled in.
[[nodiscard]] ChatRequest requestOf(
    const LaneParameters &parameters, const Gateway &gateway, const QString &model);
/// The texts in which `requestOf()` fills in variables.
[[nodiscard]] QStringList textsWithVariables(const LaneParameters &parameters, const Gateway &gateway);

/// An object with the names of `chatParameters()` and those above. Omits what is not sent, and invalid extra
/// JSON. `stop` is a list, `thinking` the number of tokens, `extra` a text, `answer_format` an object with
/// `type` ("json_object" or "json_schema"), `name`, `strict` and `schema`, a text, `variables` a list of
/// objects with `name` and `value`, and `tools` an object (see `LaneTools`).
[[nodiscard]] QJsonObject toJson(const LaneParameters &parameters);
/// The error names the field, prefixed with `place`, and the problem.
[[nodiscard]] std::expected<LaneParameters, QString> laneParametersFromJson(
    const QJsonObject &object, const QString &place = {});

/// Why a text is not valid as extra JSON.
struct ExtraProblem
{
    std::optional<JsonFault> fault = {}; ///< the text is not JSON
    QString reserved =
        {}; ///< a field that the lane itself sends, such as "model"; empty if the text is not an object
};
/// Empty for a valid text, and for a blank one.
[[nodiscard]] std::optional<ExtraProblem> problemOfExtra(const QString &extra);

QDebug operator<<(QDebug debug, const LaneParameters &parameters);

} // namespace Parlance
