// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Parlance {

/// What is sent with POST to an endpoint that is no chat: embeddings, images, speech, transcriptions.
struct EndpointRequest
{
    QByteArray contentType = "application/json";
    QByteArray accept = "application/json";
    QByteArray body;
    bool streams = false; ///< the answer comes in pieces over time: events, or sound

    bool operator==(const EndpointRequest &) const = default;
};

} // namespace Parlance
