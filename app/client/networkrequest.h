// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/wirerequest.h"

#include <QNetworkRequest>

namespace Parlance {

/// The request as a QNetworkRequest, with its keys in the clear: use it only to send. It uses HTTP/1.1,
/// follows no redirect (a key must not reach another origin, X-07), stores nothing and adds no credentials.
[[nodiscard]] QNetworkRequest networkRequest(const WireRequest &request);

/// The headers that the connection adds to the request, which must not name them: Host, Connection and, with
/// a body, Content-Length.
[[nodiscard]] RawHeaders addedHeaders(const WireRequest &request);

} // namespace Parlance
