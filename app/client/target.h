// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "client/ratelimits.h"
#include "gateways/requestshape.h"
#include "wire/answerhead.h"

#include <QUrl>

namespace Parlance {

class Dialect;

/// Where one request goes and how it is spelled.
struct Target
{
    QUrl url;
    RawHeaders headers; ///< authentication and what the gateway wants; Content-Type, Accept and the dialect's
                        ///< own come by themselves
    const Dialect *dialect = nullptr;
    RequestShape shape = {};               ///< what the gateway changes in every request
    std::optional<ChatError> problem = {}; ///< why no request may be sent; then none is
    RateLimit limit = {};                  ///< of the key that goes with it
};

} // namespace Parlance
