// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/http/httprequest.h"

namespace Parlance::Demo {

/// Reads the requests of one connection (RFC 9112), whatever pieces they come in. Holds no more than the
/// limits allow and what was added at once.
class RequestReader
{
public:
    /// The next request; nothing while it is incomplete; or why it is refused, which is the last result.
    using Result = std::expected<std::optional<HttpRequest>, Refusal>;

    explicit RequestReader(const HttpLimits &limits);
    /// Shares the places for large bodies with other connections.
    RequestReader(const HttpLimits &limits, const UploadPlaces &places);

    void add(const QByteArray &bytes);
    [[nodiscard]] Result next();

    /// The bytes of requests that were not returned yet.
    [[nodiscard]] qsizetype buffered() const { return m_bytes.size() + m_body.size(); }
    /// The last request is there in part.
    [[nodiscard]] bool isWithinRequest() const { return m_head || !m_bytes.isEmpty(); }
    [[nodiscard]] bool isWithinBody() const { return m_head.has_value(); }
    /// The method of the request that is there in part or was refused; empty if it is not whole.
    [[nodiscard]] QByteArray method() const;
    /// The client waits for "100 Continue" before it sends the body (RFC 9110 10.1.1); once for each request
    /// whose body has not come.
    [[nodiscard]] bool takeExpectation();

private:
    using Step = std::expected<bool, Refusal>; ///< false: more bytes are needed

    [[nodiscard]] Step takeHead();
    [[nodiscard]] Step takePlace();
    [[nodiscard]] Step takeBody();
    [[nodiscard]] Step takeChunks();
    [[nodiscard]] Step takeChunk();
    [[nodiscard]] Step takeTrailer();

    HttpLimits m_limits;
    UploadPlaces m_places;
    QByteArray m_bytes;
    qsizetype m_searched = 0; ///< bytes without the end of a head
    std::optional<RequestHead> m_head;
    QByteArray m_body;
    bool m_expects = false;
    bool m_inTrailer = false;
};

} // namespace Parlance::Demo
