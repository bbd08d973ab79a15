// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/mcpserver.h"

namespace Parlance {

QDebug operator<<(QDebug debug, const McpServer &server)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "McpServer(" << server.name << ", " << server.url
                           << (server.offersAll ? ", all but " : ", only ") << server.exceptions
                           << (server.needsToken ? ", token)" : ")");
}

} // namespace Parlance
