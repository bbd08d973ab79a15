// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/requesttexts.h"

namespace Parlance {

QStringList textsOf(const ChatRequest &request)
{
    QStringList texts{request.system};
    for (const Message &message : request.messages) {
        texts << message.text(); // of results, too
        for (const ToolCall &call : partsOf<ToolCall>(message.parts))
            texts << call.name << call.arguments;
    }
    for (const Tool &tool : request.tools)
        texts << tool.name << tool.description << QString::fromUtf8(tool.schema);
    texts << QString::fromUtf8(request.format.schema);
    texts.removeAll({});
    return texts;
}

} // namespace Parlance
