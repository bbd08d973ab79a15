// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "client/ratelimits.h"
#include "gateways/gateway.h"
#include "wire/endpoints/endpointrequest.h"
#include "wire/historycheck.h"
#include "wire/wirerequest.h"

#include <QHash>

#include <memory>

namespace Parlance {

class Dialect;
class Replay;

/// Where a request is sent, and in which dialect.
struct Target
{
    QUrl url;
    WireHeaders headers; ///< authentication and the gateway's own; Content-Type, Accept and the
                         ///< dialect's are added when the request is built
    const Dialect *dialect = nullptr;
    RequestShape shape = {};               ///< how the gateway changes every request
    std::optional<ChatError> problem = {}; ///< why no request may be sent; empty if one may
    RateLimit limit = {};                  ///< of the key that is sent
    QHash<QString, Secret> mcpTokens = {}; ///< of MCP servers, by their URL: those that may be sent here
    Gateway gateway = {};                  ///< the profile that the target was made from
    bool isDemo = false;                   ///< the embedded gateway answers, not the real service
    std::shared_ptr<Replay> replay = {};   ///< plays a capture instead of sending a request
};

/// The rules of the target's dialect for messages; if the gateway takes text alone, without pictures and
/// documents. Without a dialect nothing is refused.
[[nodiscard]] HistoryRules historyRules(const Target &target);

/// The request for a chat completion. Gives the same bytes for the same request, always. `target.dialect`
/// must be set.
[[nodiscard]] WireRequest wireRequest(const Target &target, const ChatRequest &request);
/// The request for another endpoint at `target.url`, with the target's headers. The target's shape does not
/// apply.
[[nodiscard]] WireRequest wireRequest(const Target &target, const EndpointRequest &request);
/// A GET request for `url`. Accepts JSON unless `headers` say otherwise.
[[nodiscard]] WireRequest wireRequest(const QUrl &url, const WireHeaders &headers);

} // namespace Parlance
