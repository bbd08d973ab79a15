// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

namespace Parlance {

/// How a gateway changes every request before the dialect encodes it.
struct RequestShape
{
    bool sendsModel = true;  ///< false if the key chooses the model (RO-07)
    bool sendsSystem = true; ///< false if the key brings its own system prompt (RO-06)
    bool asksUsage = false;  ///< true if the gateway takes `stream_options.include_usage`
    bool takesFiles = true;  ///< false if messages are text alone, without pictures and documents (RF-10)
    QByteArray body; ///< a JSON object as written, sent with every request; the user's own fields override it

    bool operator==(const RequestShape &) const = default;

    /// The request as this gateway takes it. A system prompt that is not sent is removed from the messages,
    /// too.
    [[nodiscard]] ChatRequest of(ChatRequest request) const;
};

} // namespace Parlance
