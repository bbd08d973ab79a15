// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/httprequest.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

using Known = QHttpHeaders::WellKnownHeader;

std::unexpected<Refusal> refused(const QString &message, int status = 400)
{
    return std::unexpected(Refusal{.status = status, .message = message});
}

/// RFC 9110 5.6.2
bool isToken(QByteArrayView text)
{
    const auto fits = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !text.isEmpty() && std::ranges::all_of(text, fits);
}

bool hasControls(QByteArrayView text)
{
    return std::ranges::any_of(
        text, [](char c) { return (static_cast<uchar>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

bool isNumber(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isWholeUrl(const QByteArray &target)
{
    return target.left(7).compare("http://", Qt::CaseInsensitive) == 0;
}

/// The three forms of RFC 9112 3.2: a path, a whole URL, "*". An empty path is "/" (RFC 9110 4.2.3).
QString pathOf(const QByteArray &target)
{
    if (isWholeUrl(target)) {
        const QString path = QUrl::fromEncoded(target).path();
        return path.isEmpty() ? u"/"_s : path;
    }
    return QUrl::fromPercentEncoding(target.split('?').constFirst());
}

std::expected<HttpRequest, Refusal> readRequestLine(const QByteArray &line)
{
    const QByteArrayList parts = line.split(' ');
    const QByteArray &version = parts.constLast();
    if (parts.size() != 3 || !isToken(parts.at(0)) || parts.at(1).isEmpty() || hasControls(line))
        return refused(u"The first line of the request is not \"METHOD /path HTTP/1.1\""_s);
    if (version.size() != 8 || !version.startsWith("HTTP/") || !isNumber(version.sliced(5, 1)) ||
        version.at(6) != '.' || !isNumber(version.sliced(7)))
        return refused(u"The first line of the request does not end with \"HTTP/1.1\""_s);
    if (version.at(5) != '1')
        return refused(u"This gateway speaks HTTP/1.1 only"_s, 505);
    return HttpRequest{.method = parts.at(0),
        .path = pathOf(parts.at(1)),
        .minorVersion = version.at(7) - '0',
        .headers = {},
        .body = {}};
}

std::expected<QHttpHeaders, Refusal> readHeaders(const QByteArrayList &lines)
{
    QHttpHeaders headers;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || !isToken(line.first(colon)))
            return refused(u"A header of the request is not \"Name: value\""_s);
        if (hasControls(line))
            return refused(u"A header of the request has a control character in it"_s);
        headers.append(
            QLatin1StringView(line.first(colon)), QLatin1StringView(line.sliced(colon + 1).trimmed()));
    }
    return headers;
}

/// The target's authority is that of Host (RFC 9112 3.2.2), or somebody reads it in another way than we do.
bool isForItsHost(const QByteArray &target, const QHttpHeaders &headers)
{
    return !isWholeUrl(target) || QUrl::fromEncoded(target).authority().toLatin1().compare(
                                      headers.value(Known::Host), Qt::CaseInsensitive) == 0;
}

std::expected<qsizetype, Refusal> lengthOf(const QHttpHeaders &headers, qsizetype most)
{
    const QList<QByteArray> lengths = headers.values(Known::ContentLength);
    if (lengths.isEmpty())
        return 0;
    if (lengths.size() > 1 || !isNumber(lengths.constFirst()))
        return refused(u"Content-Length must be one number"_s);
    bool fits = false;
    const qsizetype length = lengths.constFirst().toLongLong(&fits);
    if (!fits || length > most)
        return std::unexpected(tooLargeBody(most));
    return length;
}

std::expected<bool, Refusal> isChunked(const HttpRequest &request)
{
    if (!request.headers.contains(Known::TransferEncoding))
        return false;
    if (request.headers.contains(Known::ContentLength))
        return refused(u"A request has Content-Length or Transfer-Encoding, not both"_s);
    if (request.minorVersion == 0)
        return refused(u"HTTP/1.0 has no Transfer-Encoding"_s);
    if (request.headers.combinedValue(Known::TransferEncoding).compare("chunked", Qt::CaseInsensitive) != 0)
        return refused(u"The only Transfer-Encoding that this gateway knows is chunked"_s, 501);
    return true;
}

} // namespace

Refusal tooLargeBody(qsizetype most)
{
    return {.status = 413,
        .message =
            u"The body of the request has more than %1 bytes, which are the most that this gateway takes"_s
                .arg(most)};
}

Refusal tooLargeHead(const HttpLimits &limits)
{
    return {.status = 431,
        .message =
            u"The head of the request has more than %1 bytes or %2 headers, which are the most that this gateway takes"_s
                .arg(limits.headBytes)
                .arg(limits.headers)};
}

bool HttpRequest::isLast() const
{
    return minorVersion == 0 || headers.combinedValue(Known::Connection).toLower().contains("close");
}

std::expected<RequestHead, Refusal> readHead(const QByteArray &head, const HttpLimits &limits)
{
    QByteArrayList lines;
    for (qsizetype at = 0, end = 0; end >= 0; at = end + 2) {
        end = head.indexOf("\r\n", at);
        lines.append(head.sliced(at, (end < 0 ? head.size() : end) - at));
    }
    const QByteArray first = lines.takeFirst();
    std::expected<HttpRequest, Refusal> request = readRequestLine(first);
    if (!request)
        return std::unexpected(request.error());
    if (lines.size() > limits.headers)
        return std::unexpected(tooLargeHead(limits));
    const std::expected<QHttpHeaders, Refusal> headers = readHeaders(lines);
    if (!headers)
        return std::unexpected(headers.error());
    request->headers = *headers;
    if (headers->values(Known::Host).size() != 1 || !isForItsHost(first.split(' ').at(1), *headers))
        return refused(u"A request has one Host, and that of its URL if it names one"_s);
    const std::expected<bool, Refusal> chunked = isChunked(*request);
    if (!chunked)
        return std::unexpected(chunked.error());
    const std::expected<qsizetype, Refusal> length = lengthOf(*headers, limits.mostOfBody(request->path));
    if (!length)
        return std::unexpected(length.error());
    return RequestHead{.request = *std::move(request), .length = *length, .chunked = *chunked};
}

} // namespace Parlance::Demo
