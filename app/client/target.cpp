// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/target.h"

#include "wire/dialect.h"

#include <algorithm>

namespace Parlance {

namespace {

/// A request must neither depend on nor reveal the computer that sends it. Asks for no compression: a
/// compressing proxy would hold back tokens until it has a full block.
WireHeaders usualHeaders(const QByteArray &accept)
{
    return {{.name = "Accept", .value = accept}, {.name = "Accept-Encoding", .value = "identity"},
        {.name = "Accept-Language", .value = "*"},
        {.name = "User-Agent", .value = "Parlance/" PARLANCE_VERSION}};
}

void setHeaders(WireHeaders &headers, const WireHeaders &others)
{
    for (const WireHeader &header : others)
        setHeader(headers, header);
}

/// True if the header of that name carries the key.
bool carriesSecret(const WireHeaders &headers, const QByteArray &name)
{
    return std::ranges::any_of(headers, [&name](const WireHeader &header) {
        return !header.secret.isEmpty() && header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

HistoryRules historyRules(const Target &target)
{
    if (!target.dialect)
        return {.takesPictures = true, .takesDocuments = true};
    HistoryRules rules = target.dialect->historyRules();
    rules.takesPictures = rules.takesPictures && target.shape.takesFiles;
    rules.takesDocuments = rules.takesDocuments && target.shape.takesFiles;
    return rules;
}

WireRequest wireRequest(const Target &target, const ChatRequest &request)
{
    // A server may answer a stream request with JSON: for an error, or because it cannot stream.
    const bool mayStream = request.stream || !request.sendsStream;
    WireRequest wire{.url = target.url,
        .headers = usualHeaders(mayStream ? "text/event-stream, application/json" : "application/json"),
        .body = target.dialect->encode(target.shape.of(request))};
    wire.headers.prepend({.name = "Content-Type", .value = "application/json"});
    setHeaders(wire.headers, wireHeaders(target.dialect->headers()));
    setHeaders(wire.headers, target.headers);
    for (const QString &line : request.headers) {
        if (const auto header = extraHeader(line); header && !carriesSecret(wire.headers, header->name))
            setHeader(wire.headers, *header);
    }
    return wire;
}

WireRequest wireRequest(const Target &target, const EndpointRequest &request)
{
    WireRequest wire{.url = target.url, .headers = usualHeaders(request.accept), .body = request.body};
    wire.headers.prepend({.name = "Content-Type", .value = request.contentType});
    if (target.dialect)
        setHeaders(wire.headers, wireHeaders(target.dialect->headers()));
    setHeaders(wire.headers, target.headers);
    return wire;
}

WireRequest wireRequest(const QUrl &url, const WireHeaders &headers)
{
    WireRequest wire{.method = "GET", .url = url, .headers = usualHeaders("application/json"), .body = {}};
    setHeaders(wire.headers, headers);
    return wire;
}

} // namespace Parlance
