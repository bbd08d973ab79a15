// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QString>
#include <chrono>
#include <optional>

namespace Parlance {

/// Why an exchange failed. An error is never content; `workspace/words` and the UI choose the words for a
/// person.
struct ChatError
{
    enum class Kind {
        Network,        ///< no connection: refused, host not found, timed out or lost
        Tls,            ///< the server's certificate was rejected
        Proxy,          ///< the proxy: refused, not found, no connection, or a login is wanted (407)
        Authentication, ///< the key is missing or wrong: 401, 403
        BadRequest,     ///< the server did not understand the request: 400, 404, 405, 422
        TooLarge,       ///< too much input: 413, FF INPUT_TOO_LARGE
        Credits,        ///< 402
        RateLimited,    ///< 429
        Budget,         ///< FF BUDGET_EXCEEDED: today's budget is used up
        NotImplemented, ///< 501
        Server,         ///< 5xx
        Protocol        ///< the dialect does not know the answer, for example a proxy's HTML page
    };

    Kind kind = Kind::Protocol;
    int httpStatus = 0; ///< 0 if no answer arrived
    QString code;       ///< the server's own code, e.g. "RATE_LIMITED"; empty if none
    QString type;       ///< the server's own type, e.g. "invalid_request_error"
    QString message;    ///< the server's message, or Qt's for a network error
    QString requestId;  ///< X-Request-Id or an equivalent; empty if none
    QString field = {}; ///< the field of the request at fault, e.g. "temperature" or "thinking.budget_tokens"
    std::optional<std::chrono::seconds> retryAfter; ///< what the server asked for (RFC 9110 10.2.3)

    bool operator==(const ChatError &) const = default;
};

/// The kind for an HTTP status; `Protocol` for a status below 400.
[[nodiscard]] ChatError::Kind errorKindOfStatus(int httpStatus);

QDebug operator<<(QDebug debug, const ChatError &error);

} // namespace Parlance
