// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "client/ratelimits.h"
#include "gateways/gateway.h"
#include "wire/wirerequest.h"

namespace Parlance {

class Dialect;

/// Where one request goes and how it is spelled.
struct Target
{
    QUrl url;
    WireHeaders headers; ///< authentication and what the gateway wants; Content-Type, Accept and the
                         ///< dialect's own come by themselves
    const Dialect *dialect = nullptr;
    RequestShape shape = {};               ///< what the gateway changes in every request
    std::optional<ChatError> problem = {}; ///< why no request may be sent; then none is
    RateLimit limit = {};                  ///< of the key that goes with it
    Gateway gateway = {};                  ///< the profile that it was made from
    bool isDemo = false;                   ///< the embedded gateway answers, not the service itself
};

/// The request that asks the target for a chat completion: the same bytes for the same request, always.
/// `target.dialect` must be set.
[[nodiscard]] WireRequest wireRequest(const Target &target, const ChatRequest &request);
/// The request that reads what is at `url`. JSON is asked for unless `headers` say otherwise.
[[nodiscard]] WireRequest wireRequest(const QUrl &url, const WireHeaders &headers);

} // namespace Parlance
