// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/wirerequest.h"

#include <algorithm>
#include <array>

namespace Parlance {

namespace {

/// The key is the last word: "Bearer sk-0123".
WireHeader wireHeader(const QByteArray &name, const QByteArray &value)
{
    if (!carriesKey(name))
        return {.name = name, .value = value};
    const qsizetype key = value.lastIndexOf(' ') + 1;
    return {.name = name, .value = value.first(key), .secret = Secret(value.sliced(key))};
}

/// The toolkit joins the lines of a header.
QByteArray maskedLines(QByteArray value)
{
    std::ranges::replace_if(value, [](char c) { return c != '\n'; }, '*');
    return value;
}

} // namespace

bool carriesKey(const QByteArray &headerName)
{
    const QByteArray name = headerName.toLower();
    static constexpr std::array<QByteArrayView, 6> names{
        "authorization", "proxy-authorization", "x-api-key", "api-key", "x-goog-api-key", "x-auth-token"};
    return std::ranges::contains(names, QByteArrayView(name));
}

WireHeaders wireHeaders(const RawHeaders &headers)
{
    WireHeaders wire;
    for (const auto &[name, value] : headers)
        wire.append(wireHeader(name, value));
    return wire;
}

void setHeader(WireHeaders &headers, const WireHeader &header)
{
    const auto old = std::ranges::find_if(headers, [&header](const WireHeader &other) {
        return other.name.compare(header.name, Qt::CaseInsensitive) == 0;
    });
    if (old == headers.end())
        headers.append(header);
    else
        *old = header;
}

bool carriesCookie(const QByteArray &headerName)
{
    const QByteArray name = headerName.toLower();
    return name == "cookie" || name == "set-cookie";
}

RawHeaders withoutCookies(RawHeaders headers)
{
    for (auto &[name, value] : headers) {
        if (carriesCookie(name))
            value = maskedLines(value);
    }
    return headers;
}

QList<Secret> keysOf(const WireHeaders &headers)
{
    QList<Secret> keys;
    for (const WireHeader &header : headers) {
        if (!header.secret.isEmpty())
            keys.append(header.secret);
    }
    return keys;
}

RawHeaders masked(const WireHeaders &headers)
{
    RawHeaders raw;
    for (const auto &[name, value, secret] : headers)
        raw.append({name, value + QByteArray(secret.reveal().size(), '*')});
    return raw;
}

RawHeaders revealed(const WireHeaders &headers)
{
    RawHeaders raw;
    for (const WireHeader &header : headers)
        raw.append({header.name, header.value + header.secret.reveal().toByteArray()});
    return raw;
}

QDebug operator<<(QDebug debug, const WireHeader &header)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << header.name << ": " << header.value << header.secret;
}

} // namespace Parlance
