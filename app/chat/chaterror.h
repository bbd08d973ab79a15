// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QString>
#include <chrono>
#include <optional>

namespace Parlance {

/// Why an exchange failed. A value of its own, never content; the words for a person are chosen in the UI.
struct ChatError
{
    enum class Kind {
        Network,        ///< no connection: refused, host not found, timed out, connection lost
        Tls,            ///< the server's certificate was not accepted
        Authentication, ///< no key or a wrong one: 401, 403
        BadRequest,     ///< the request was not understood: 400, 404, 405, 422
        TooLarge,       ///< too much input: 413, FF INPUT_TOO_LARGE
        Credits,        ///< 402
        RateLimited,    ///< 429
        Budget,         ///< FF BUDGET_EXCEEDED: nothing more today
        NotImplemented, ///< 501
        Server,         ///< 5xx
        Protocol        ///< an answer that the dialect does not know, for example a proxy's HTML page
    };

    Kind kind = Kind::Protocol;
    int httpStatus = 0; ///< 0 when no answer arrived
    QString code;       ///< the server's own code, e.g. "RATE_LIMITED"; empty if none
    QString type;       ///< the server's own type, e.g. "invalid_request_error"
    QString message;    ///< the server's words, or Qt's for a network error
    QString requestId;  ///< X-Request-Id or its equal; empty if none
    std::optional<std::chrono::seconds> retryAfter; ///< as the server asked (RFC 9110 10.2.3)

    bool operator==(const ChatError &) const = default;
};

/// The kind that an HTTP status stands for; `Protocol` for a status below 400.
[[nodiscard]] ChatError::Kind errorKindOfStatus(int httpStatus);

QDebug operator<<(QDebug debug, const ChatError &error);

} // namespace Parlance
