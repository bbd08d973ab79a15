// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/refusal.h"
#include "demo/server/demoresponse.h"

#include <span>

namespace Parlance::Demo {

/// How a gateway formats errors.
struct GatewayForm
{
    /// An error instead of an answer.
    DemoResponse (*refuse)(const Refusal &refusal, const QString &requestId);
    /// The last bytes of a stream that fails midway.
    QByteArray (*breakOff)(const QString &message);
    /// The headers with the request's id, on every answer.
    QByteArrayList requestIdHeaders;
};

/// A gateway's default message for a status.
struct StatusWords
{
    int status;
    QString type;
    QString code;
    QString message;
};

/// The entry for the status, or else the first entry.
[[nodiscard]] const StatusWords &wordsFor(int status, std::span<const StatusWords> list);

/// Adds Retry-After in seconds (RFC 9110 10.2.3) if the refusal has one.
[[nodiscard]] DemoResponse withRetryAfter(DemoResponse response, const Refusal &refusal);

} // namespace Parlance::Demo
