// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/refusal.h"
#include "demo/server/demoresponse.h"

#include <span>

namespace Parlance::Demo {

/// How a gateway spells what goes wrong.
struct GatewayForm
{
    /// An error instead of an answer.
    DemoResponse (*refuse)(const Refusal &refusal, const QString &requestId);
    /// The last bytes of a stream that fails in its middle.
    QByteArray (*breakOff)(const QString &message);
    /// The headers that carry the id of the request, on every answer.
    QByteArrayList requestIdHeaders;
};

/// What a gateway says of a status when there is nothing more to say.
struct StatusWords
{
    int status;
    QString type;
    QString code;
    QString message;
};

/// The words for the status, or for the first status in the list.
[[nodiscard]] const StatusWords &wordsFor(int status, std::span<const StatusWords> list);

/// Adds Retry-After in seconds (RFC 9110 10.2.3) where the refusal has one.
[[nodiscard]] DemoResponse withRetryAfter(DemoResponse response, const Refusal &refusal);

} // namespace Parlance::Demo
