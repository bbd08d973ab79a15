// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatrequest.h"

#include <QVariant>

#include <algorithm>

namespace Parlance {

bool isToolName(QStringView name)
{
    constexpr qsizetype longest = 64;
    const auto fits = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               c == u'_' || c == u'-';
    };
    return !name.isEmpty() && name.size() <= longest && std::ranges::all_of(name, fits);
}

QDebug operator<<(QDebug debug, const ChatRequest &request)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "ChatRequest(" << request.model << ", system " << request.system << ", "
                    << request.messages
                    << (!request.sendsStream ? ""
                           : request.stream  ? ", stream"
                                             : ", plain");
    for (const ChatParameter &parameter : chatParameters()) {
        if (const QJsonValue value = parameter.value(request); !value.isUndefined())
            debug << ", " << parameter.name << ' ' << value.toVariant();
    }
    for (const Tool &tool : request.tools)
        debug << ", tool " << tool.name;
    for (const McpServer &server : request.mcpServers)
        debug << ", " << server;
    if (!request.toolChoice.isEmpty())
        debug << ", tool choice " << request.toolChoice;
    if (!request.format.isText())
        debug << ", schema " << request.format.name << ' ' << request.format.schema;
    if (!request.extra.isEmpty())
        debug << ", extra " << request.extra;
    return debug << ')';
}

} // namespace Parlance
