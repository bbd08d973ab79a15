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

/// `anthropic-beta` is a list: what the lane needs stands beside what the profile and the user add (B-01).
void addHeader(WireHeaders &headers, WireHeader header)
{
    const auto isSame = [&header](const WireHeader &other) {
        return other.name.compare(header.name, Qt::CaseInsensitive) == 0;
    };
    const auto old = std::ranges::find_if(headers, isSame);
    const bool isList = header.name.compare("anthropic-beta", Qt::CaseInsensitive) == 0;
    if (isList && old != headers.end())
        header.value =
            old->value.split(',').contains(header.value) ? old->value : old->value + ',' + header.value;
    setHeader(headers, header);
}

void setHeaders(WireHeaders &headers, const WireHeaders &others)
{
    for (const WireHeader &header : others)
        addHeader(headers, header);
}

ChatRequest withTokens(ChatRequest request, const QHash<QString, Secret> &tokens)
{
    for (McpServer &server : request.mcpServers)
        server.token = tokens.value(server.url);
    return request;
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
    const ChatRequest shaped = withTokens(target.shape.of(request), target.mcpTokens);
    // A server may answer a stream request with JSON: for an error, or because it cannot stream.
    const bool mayStream = request.stream || !request.sendsStream;
    WireRequest wire{.url = target.url,
        .headers = usualHeaders(mayStream ? "text/event-stream, application/json" : "application/json"),
        .body = target.dialect->encode(shaped)};
    wire.headers.prepend({.name = "Content-Type", .value = "application/json"});
    setHeaders(wire.headers, wireHeaders(target.dialect->headers() + target.dialect->headersFor(shaped)));
    setHeaders(wire.headers, target.headers);
    for (const QString &line : request.headers) {
        if (const auto header = extraHeader(line); header && !carriesSecret(wire.headers, header->name))
            addHeader(wire.headers, *header);
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
