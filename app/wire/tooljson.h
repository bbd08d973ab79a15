// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "wire/json.h"

#include <expected>

namespace Parlance {

/// The forms in which programs write tools.
enum class ToolForm {
    ChatCompletions, ///< {"type":"function","function":{"name","description","parameters","strict"}}
    Responses,       ///< {"type":"function","name","description","parameters","strict"}
    Messages,        ///< {"name","description","input_schema","strict"}
    Mcp              ///< {"tools":[{"name","description","inputSchema"}]}, the result of tools/list
};

/// Why a text has no tools.
struct ToolFault
{
    enum class Kind {
        Json,     ///< it is not JSON
        NoTools,  ///< it is JSON without tools that a program runs
        NoName,   ///< a tool has no name
        BadSchema ///< the schema of a tool is not an object
    };

    Kind kind = Kind::Json;
    JsonFault::Reason reason = JsonFault::Reason::NoValue; ///< of `Json`
    qsizetype offset = 0;                                  ///< in bytes

    bool operator==(const ToolFault &) const = default;
};

/// Reads tools in any of the forms: one, a list, an object with `tools` or `functions` (the body of a
/// request), or an answer to tools/list. Schemas stay as written. Leaves out the tools that run on a server,
/// which have a type and no schema.
[[nodiscard]] std::expected<QList<Tool>, ToolFault> toolsFromJson(const QByteArray &json);

/// Writes the tools in this form, indented, as a list but for `Mcp`.
[[nodiscard]] QByteArray toolsToJson(const QList<Tool> &tools, ToolForm form);

} // namespace Parlance
