// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/secret.h"
#include "wire/answerhead.h"

#include <QUrl>

#include <optional>

namespace Parlance {

/// One header of a request. A key in it stays a `Secret` until it is sent.
struct WireHeader
{
    QByteArray name;
    QByteArray value;   ///< in a header with a key: the text before the key, such as "Bearer "
    Secret secret = {}; ///< follows `value`; empty in a header without a key

    bool operator==(const WireHeader &) const = default;
};
using WireHeaders = QList<WireHeader>;

/// One HTTP request as sent, without what the connection adds: Host, Connection and Content-Length.
struct WireRequest
{
    QByteArray method = "POST";
    QUrl url;
    WireHeaders headers;
    QByteArray body; ///< empty for GET

    bool operator==(const WireRequest &) const = default;
};

/// True for a header that carries a key, in any case.
[[nodiscard]] bool carriesKey(const QByteArray &headerName);
/// The headers, with every key as a secret.
[[nodiscard]] WireHeaders wireHeaders(const RawHeaders &headers);
/// True for the name of a field or query item that carries a key: "key", "API-Key", "access_token".
[[nodiscard]] bool isKeyName(QStringView name);
/// Sets a header and replaces an older one of that name, in any case.
void setHeader(WireHeaders &headers, const WireHeader &header);
/// The header in a line "Name: value" that a user adds to a request; empty if the line is none, or the header
/// is not the user's to set: it carries a key or cookies, or belongs to the connection or the body.
[[nodiscard]] std::optional<WireHeader> extraHeader(const QString &line);
/// True for a header with cookies, sent or set.
[[nodiscard]] bool carriesCookie(const QByteArray &headerName);
/// The headers with a mask of * in place of cookies, of the same length.
[[nodiscard]] RawHeaders withoutCookies(RawHeaders headers);
/// The keys in these headers.
[[nodiscard]] QList<Secret> keysOf(const WireHeaders &headers);
/// The keys in an address: values of its query with a key's name, and a password.
[[nodiscard]] QList<Secret> keysOf(const QUrl &url);
/// The keys in a body: the tokens of MCP servers, and what is a key in their addresses (B-12).
[[nodiscard]] QList<Secret> keysInBody(const QByteArray &body);
/// The keys in the headers, the address and the body.
[[nodiscard]] QList<Secret> keysOf(const WireRequest &request);
/// The address with a mask of * in place of each key.
[[nodiscard]] QUrl withoutKeys(QUrl url);
/// The headers with a mask of * in place of each key, of the same length.
[[nodiscard]] RawHeaders masked(const WireHeaders &headers);
/// The headers with their keys in the clear. Only for the code that sends them.
[[nodiscard]] RawHeaders revealed(const WireHeaders &headers);

QDebug operator<<(QDebug debug, const WireHeader &header);

} // namespace Parlance
