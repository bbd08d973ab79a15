// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/route.h"
#include "wire/wirerequest.h"

#include <optional>

namespace Parlance {

/// The request up to its body, as it goes along the route (RFC 9112 3), with its keys in the clear: use it
/// only to send.
[[nodiscard]] QByteArray requestHead(const WireRequest &request, const Route &route);

/// The name of a header that must not be sent, as it has a line break or another control character, or no
/// name at all: it would end the header, and begin another (RFC 9110 5.5). Empty if all can be sent.
[[nodiscard]] std::optional<QByteArray> unsendableHeader(const WireRequest &request);

/// The headers that the connection adds to the request, which must not name them: Host, Connection and, with
/// a body, Content-Length.
[[nodiscard]] RawHeaders addedHeaders(const WireRequest &request);

} // namespace Parlance
