// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chaterror.h"

namespace Parlance {

ChatError::Kind errorKindOfStatus(int httpStatus)
{
    using enum ChatError::Kind;
    switch (httpStatus) {
    case 401:
    case 403:
        return Authentication;
    case 402:
        return Credits;
    case 413:
        return TooLarge;
    case 429:
        return RateLimited;
    case 501:
        return NotImplemented;
    default:
        break;
    }
    if (httpStatus >= 500)
        return Server;
    return httpStatus >= 400 ? BadRequest : Protocol;
}

QDebug operator<<(QDebug debug, const ChatError &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "ChatError(kind " << static_cast<int>(error.kind) << ", HTTP " << error.httpStatus
                    << ", " << error.code << ", " << error.type << ", " << error.message << ", request "
                    << error.requestId << ", field " << error.field;
    if (error.retryAfter)
        debug << ", retry after " << error.retryAfter->count() << " s";
    return debug << ')';
}

} // namespace Parlance
