// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/answerformat.h"
#include "chat/chatparameters.h"
#include "chat/mcpserver.h"
#include "chat/message.h"

#include <QByteArray>

namespace Parlance {

/// A tool that the model may call.
struct Tool
{
    QString name;
    QString description;
    QByteArray schema;   ///< the JSON Schema of the arguments, an object as written; empty for none
    bool strict = false; ///< the server keeps the arguments to the schema

    bool operator==(const Tool &) const = default;
};

/// True for a name that servers accept: 1 to 64 letters, digits, _ and - of ASCII.
[[nodiscard]] bool isToolName(QStringView name);

/// A request to a model, independent of any dialect. Empty members are not sent.
struct ChatRequest : ChatParameters
{
    QString model;
    QString system;          ///< sent as the dialect requires: as a message with role system, or as a field
    QList<Message> messages; ///< oldest first
    bool stream = true;
    bool sendsStream = true; ///< false: `stream` is not sent, and the server decides whether to stream
    bool asksUsage = false;  ///< asks for usage at the end of a stream, where the dialect has a field for it
    QList<Tool> tools;
    QString toolChoice; ///< the name of one of the tools, or "auto", "none" or "required"
    QList<McpServer> mcpServers = {};
    QString mcpBeta = {}; ///< with servers: the header that they need, see `UsualMcpBeta`
    AnswerFormat format = {};
    QByteArray extra; ///< a JSON object as written; its members override the body

    bool operator==(const ChatRequest &) const = default;
};

QDebug operator<<(QDebug debug, const ChatRequest &request);

} // namespace Parlance
