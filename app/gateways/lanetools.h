// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "gateways/variable.h"
#include "wire/json.h"

#include <QJsonObject>

#include <expected>

namespace Parlance {

/// A tool that a lane offers to its model, as the user typed it.
struct LaneTool
{
    QString name;
    QString description = {};
    QString schema = {}; ///< a JSON Schema, or text that is not valid yet; blank for none
    bool strict = false;
    QString result = {}; ///< what its calls are answered with; empty if the user answers each
    bool isErrorResult = false;

    bool operator==(const LaneTool &) const = default;
};

/// The tools of a lane.
struct LaneTools
{
    static constexpr int UsualRounds = 8;

    QList<LaneTool> list = {};
    QString choice = {}; ///< the name of one of the tools, "auto", "none" or "required"; empty: not sent
    bool answersItself = false;   ///< calls are answered without the user where every tool has a result
    int mostRounds = UsualRounds; ///< times in a row that this happens for one prompt; at least 1
    QList<McpServer> servers = {};
    QString mcpBeta = UsualMcpBeta; ///< with servers: the header that they need; empty: not sent

    bool operator==(const LaneTools &) const = default;
};

/// Why tools cannot be sent.
struct ToolProblem
{
    enum class Kind {
        BadName,         ///< see `isToolName()`
        SameName,        ///< another tool has this name
        BadJson,         ///< the schema is not JSON
        NoObject,        ///< the schema is not an object
        NoObjectType,    ///< the schema is not that of an object
        UnknownRequired, ///< `required` names a property that is not there
        OpenStrict,      ///< strict, and the schema allows more or less than its properties
    };

    Kind kind = Kind::BadName;
    qsizetype tool = 0;                                    ///< its index
    JsonFault::Reason reason = JsonFault::Reason::NoValue; ///< of `BadJson`
    qsizetype offset = 0;                                  ///< in the schema as typed, in bytes
    QString name = {};                                     ///< of the property that is not there

    bool operator==(const ToolProblem &) const = default;
};

/// The first problem of the tools, once they are filled in with these variables; empty if they can be sent.
[[nodiscard]] std::optional<ToolProblem> problemOf(
    const LaneTools &tools, const QList<Variable> &variables = {});
/// The first problem of the tool at this index: that of its name, and that of its schema.
[[nodiscard]] std::optional<ToolProblem> problemOfName(
    const LaneTools &tools, qsizetype tool, const QList<Variable> &variables = {});
[[nodiscard]] std::optional<ToolProblem> problemOfSchema(
    const LaneTools &tools, qsizetype tool, const QList<Variable> &variables = {});

/// The tools as they are sent and answered: their names, descriptions and results filled in, and the strings
/// of their schemas.
[[nodiscard]] LaneTools filled(LaneTools tools, const QList<Variable> &variables);
/// The texts that `filled()` fills in.
[[nodiscard]] QStringList textsOf(const LaneTools &tools);

/// The tool as it is sent.
[[nodiscard]] Tool toolOf(const LaneTool &tool);
/// As it is edited: its schema indented if it was written in one line.
[[nodiscard]] LaneTool laneToolOf(const Tool &tool);

/// {"functions": [{"name", "description", "schema", "strict", "result", "is_error"}], "choice", "automatic",
/// "most_rounds", "mcp_servers", "mcp_beta"}; the schema is a text, as typed. Leaves out what is usual.
[[nodiscard]] QJsonObject toJson(const LaneTools &tools);
/// The error names the field, prefixed with `place`, and the problem.
[[nodiscard]] std::expected<LaneTools, QString> laneToolsFromJson(
    const QJsonObject &object, const QString &place = {});

} // namespace Parlance
