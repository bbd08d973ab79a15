// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requesthead.h"

#include <algorithm>

namespace Parlance {

namespace {

/// The path, or for a proxy that forwards the whole address (RFC 9112 3.2).
QByteArray targetOf(const QUrl &url, const Route &route)
{
    if (route.isForwarded())
        return url.toEncoded(QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    const QByteArray path = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    return path.startsWith('/') ? path : '/' + path;
}

bool isControl(char c)
{
    return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f';
}

bool isName(const QByteArray &name)
{
    const auto isPart = [](char c) {
        return c > ' ' && c < '\x7f' && c != ':';
    };
    return !name.isEmpty() && std::ranges::all_of(name, isPart);
}

} // namespace

std::optional<QByteArray> unsendableHeader(const WireRequest &request)
{
    for (const auto &[name, value] : revealed(request.headers)) {
        if (!isName(name) || std::ranges::any_of(value, isControl))
            return name;
    }
    return {};
}

QByteArray requestHead(const WireRequest &request, const Route &route)
{
    QByteArray head = request.method + ' ' + targetOf(request.url, route) + " HTTP/1.1\r\n";
    for (const auto &[name, value] : addedHeaders(request) + revealed(request.headers) + route.login())
        head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

RawHeaders addedHeaders(const WireRequest &request)
{
    QByteArray host = request.url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    if (request.url.port() > 0)
        host += ':' + QByteArray::number(request.url.port());
    RawHeaders added{{"Host", host}, {"Connection", "Keep-Alive"}};
    if (request.method != "GET")
        added.append({"Content-Length", QByteArray::number(request.body.size())});
    return added;
}

} // namespace Parlance
