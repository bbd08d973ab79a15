// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/answerhead.h"
#include "wire/secret.h"

#include <QUrl>

namespace Parlance {

/// One header of a request. A key in it stays a secret up to the socket.
struct WireHeader
{
    QByteArray name;
    QByteArray value;   ///< of a header with a key: what stands before the key, such as "Bearer "
    Secret secret = {}; ///< follows `value`; empty in a header without a key

    bool operator==(const WireHeader &) const = default;
};
using WireHeaders = QList<WireHeader>;

/// One HTTP request as it goes over the wire, but for what the connection adds to it: Host, Connection and
/// Content-Length.
struct WireRequest
{
    QByteArray method = "POST";
    QUrl url;
    WireHeaders headers;
    QByteArray body; ///< empty with GET

    bool operator==(const WireRequest &) const = default;
};

/// True for a header that carries a key, whatever its case.
[[nodiscard]] bool carriesKey(const QByteArray &headerName);
/// The headers, with each key in them as a secret.
[[nodiscard]] WireHeaders wireHeaders(const RawHeaders &headers);
/// Sets a header in the place of an older one of that name, whatever its case.
void setHeader(WireHeaders &headers, const WireHeader &header);
/// The keys in these headers.
[[nodiscard]] QList<Secret> keysOf(const WireHeaders &headers);
/// The headers with their keys in the clear. Only for the place that sends them.
[[nodiscard]] RawHeaders revealed(const WireHeaders &headers);

QDebug operator<<(QDebug debug, const WireHeader &header);

} // namespace Parlance
