// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/requestreader.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostChunkLine = 4096; ///< with its extensions, which nobody reads

std::unexpected<Refusal> refused(const QString &message)
{
    return std::unexpected(Refusal{.status = 400, .message = message});
}

/// What can begin a request. The first byte of TLS cannot, nor can most other protocols'.
bool beginsMethod(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Of "1a;name=value"; nothing if it is no hexadecimal number. A number beyond any limit is returned as such.
std::optional<qsizetype> chunkSize(const QByteArray &line)
{
    const QByteArray digits = line.split(';').constFirst().trimmed();
    const auto isHex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (digits.isEmpty() || !std::ranges::all_of(digits, isHex))
        return std::nullopt;
    bool fits = false;
    const qsizetype size = digits.toLongLong(&fits, 16);
    return fits ? size : std::numeric_limits<qsizetype>::max();
}

/// HTTP/1.0 knows no "100 Continue" (RFC 9110 10.1.1).
bool expectsContinue(const HttpRequest &request)
{
    return request.minorVersion > 0 &&
           request.headers.combinedValue("Expect").compare("100-continue", Qt::CaseInsensitive) == 0;
}

} // namespace

RequestReader::RequestReader(const HttpLimits &limits)
    : RequestReader(limits, UploadPlaces(limits.uploads))
{
}

RequestReader::RequestReader(const HttpLimits &limits, const UploadPlaces &places)
    : m_limits(limits)
    , m_places(places)
{
}

void RequestReader::add(const QByteArray &bytes)
{
    m_bytes += bytes;
    while (!m_head && m_bytes.startsWith("\r\n")) // RFC 9112 2.2: empty lines before a request are ignored
        m_bytes.remove(0, 2);
}

RequestReader::Result RequestReader::next()
{
    for (const auto step : {&RequestReader::takeHead, &RequestReader::takeBody}) {
        const Step taken = (this->*step)();
        if (!taken)
            return std::unexpected(taken.error());
        if (!*taken)
            return std::nullopt;
    }
    HttpRequest request = std::move(m_head->request);
    request.body = std::exchange(m_body, {});
    m_head.reset();
    m_expects = false;
    m_inTrailer = false;
    add({});
    return request;
}

QByteArray RequestReader::method() const
{
    return m_head ? m_head->request.method : m_bytes.first(std::max<qsizetype>(0, m_bytes.indexOf(' ')));
}

bool RequestReader::takeExpectation()
{
    return std::exchange(m_expects, false);
}

RequestReader::Step RequestReader::takeHead()
{
    if (m_head)
        return true;
    if (!m_bytes.isEmpty() && !beginsMethod(m_bytes.front()) && m_bytes != "\r")
        return refused(u"This is not HTTP/1.1"_s);
    const qsizetype end = m_bytes.indexOf("\r\n\r\n", std::max<qsizetype>(0, m_searched - 3));
    m_searched = m_bytes.size();
    if (std::max(end, end < 0 ? m_bytes.size() : 0) > m_limits.headBytes)
        return std::unexpected(tooLargeHead(m_limits));
    if (end < 0)
        return m_bytes.contains("\n\n") ? Step(refused(u"The lines of a request end with CRLF"_s)) : false;
    std::expected<RequestHead, Refusal> head = readHead(m_bytes.first(end), m_limits);
    if (!head)
        return std::unexpected(head.error());
    m_bytes.remove(0, end + 4);
    m_searched = 0;
    m_expects = expectsContinue(head->request);
    m_head = *std::move(head);
    return takePlace();
}

RequestReader::Step RequestReader::takePlace()
{
    const qsizetype most = m_limits.mostOfBody(m_head->request.path);
    if ((m_head->chunked ? most : m_head->length) <= m_limits.bodyBytes)
        return true;
    m_head->request.place = m_places.take();
    if (m_head->request.place)
        return true;
    return std::unexpected(Refusal{.status = 503,
        .message =
            u"This gateway takes %1 large bodies at once, and all are on their way"_s.arg(m_limits.uploads)});
}

RequestReader::Step RequestReader::takeBody()
{
    if (m_head->chunked)
        return takeChunks();
    if (m_bytes.size() < m_head->length)
        return false;
    m_body = m_bytes.first(m_head->length);
    m_bytes.remove(0, m_head->length);
    return true;
}

RequestReader::Step RequestReader::takeChunks()
{
    while (!m_inTrailer) {
        const Step taken = takeChunk();
        if (!taken || !*taken)
            return taken;
    }
    return takeTrailer();
}

/// A chunk is taken when it is whole; the limit bounds it.
RequestReader::Step RequestReader::takeChunk()
{
    const qsizetype end = m_bytes.indexOf("\r\n");
    if (end < 0 || end > MostChunkLine)
        return m_bytes.size() > MostChunkLine
                   ? Step(refused(u"A chunk of the body begins with a line that is too long"_s))
                   : false;
    const std::optional<qsizetype> size = chunkSize(m_bytes.first(end));
    if (!size)
        return refused(u"A chunk of the body does not begin with its size"_s);
    const qsizetype most = m_limits.mostOfBody(m_head->request.path);
    if (*size > most - m_body.size())
        return std::unexpected(tooLargeBody(most));
    if (*size == 0) {
        m_bytes.remove(
            0, end); // the trailer may be empty: then its end is the CRLF of this line and one more
        m_inTrailer = true;
        return true;
    }
    if (m_bytes.size() < end + 2 + *size + 2)
        return false;
    if (m_bytes.sliced(end + 2 + *size, 2) != "\r\n")
        return refused(u"A chunk of the body is longer than its size"_s);
    m_body += m_bytes.sliced(end + 2, *size);
    m_bytes.remove(0, end + 2 + *size + 2);
    return true;
}

/// What the trailer says is nothing that an endpoint reads.
RequestReader::Step RequestReader::takeTrailer()
{
    const qsizetype end = m_bytes.indexOf("\r\n\r\n");
    if (end > m_limits.headBytes || (end < 0 && m_bytes.size() > m_limits.headBytes))
        return std::unexpected(tooLargeHead(m_limits));
    if (end < 0)
        return false;
    m_bytes.remove(0, end + 4);
    return true;
}

} // namespace Parlance::Demo
