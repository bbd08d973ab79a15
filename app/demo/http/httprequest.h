// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/refusal.h"
#include "demo/http/httplimits.h"
#include "demo/http/uploadplaces.h"

#include <QByteArray>
#include <QHttpHeaders>
#include <QString>

namespace Parlance::Demo {

/// One request as it was sent.
struct HttpRequest
{
    QByteArray method; ///< "GET", in the case of the sender
    QString path;      ///< decoded, without the query
    int minorVersion = 1;
    QHttpHeaders headers;           ///< exactly one Host among them
    QByteArray body;                ///< without the framing of chunks
    UploadPlaces::Place place = {}; ///< held while a large body is in memory

    /// The client does not want another answer on this connection (RFC 9112 9.3).
    [[nodiscard]] bool isLast() const;
};

/// The head of a request, and how its body is framed (RFC 9112 6.3).
struct RequestHead
{
    HttpRequest request;
    qsizetype length = 0;
    bool chunked = false; ///< `length` does not count
};

/// What a request with more than the limits is told.
[[nodiscard]] Refusal tooLargeHead(const HttpLimits &limits);
[[nodiscard]] Refusal tooLargeBody(qsizetype most);

/// Reads request line and headers, with CRLF between them and none at the end. Refuses what two readers could
/// read in two ways: more than one Host or length, a length beside chunks, control characters, folded lines,
/// another protocol than HTTP/1.
[[nodiscard]] std::expected<RequestHead, Refusal> readHead(const QByteArray &head, const HttpLimits &limits);

} // namespace Parlance::Demo
