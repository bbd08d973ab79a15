// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"

namespace Parlance {

/// What a gateway changes in every request before its dialect spells it.
struct RequestShape
{
    bool sendsModel = true;  ///< false where the key chooses the model (RO-07)
    bool sendsSystem = true; ///< false where the key brings its own system prompt (RO-06)
    QByteArray
        body; ///< a JSON object as it was written, that goes with every request; the user's own goes over it

    bool operator==(const RequestShape &) const = default;

    /// The request as this gateway takes it. A system prompt that is not sent is left out of the messages
    /// too.
    [[nodiscard]] ChatRequest of(ChatRequest request) const;
};

} // namespace Parlance
