// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/wirerequest.h"

#include "chat/chatparameters.h"
#include "wire/json.h"

#include <QRegularExpression>
#include <QUrlQuery>
#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

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

constexpr QByteArrayView McpServers("mcp_servers");

QList<Secret> keysOfServer(const JsonValueView &server)
{
    QList<Secret> keys;
    for (const JsonValueView &member : server.children()) {
        if (member.name() == "authorization_token"_L1 && !member.string().isEmpty())
            keys.append(Secret(member.string().toUtf8()));
        else if (member.name() == "url"_L1)
            keys += keysOf(QUrl(member.string()));
    }
    return keys;
}

/// The toolkit joins the lines of a header.
QByteArray maskedLines(QByteArray value)
{
    std::ranges::replace_if(value, [](char c) { return c != '\n'; }, '*');
    return value;
}

/// A key of the user's own has its place in the settings. The connection and the body set the others.
bool isForUser(const QString &headerName)
{
    static const QRegularExpression reserved(
        u"auth|secret|password|cookie|token$|(api|access)-?key|^(host|connection|upgrade|te|trailer|"
        "transfer-encoding|content-.*|proxy-.*|expect|keep-alive)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return !headerName.contains(reserved);
}

} // namespace

bool carriesKey(const QByteArray &headerName)
{
    const QByteArray name = headerName.toLower();
    static constexpr std::array<QByteArrayView, 6> names{
        "authorization", "proxy-authorization", "x-api-key", "api-key", "x-goog-api-key", "x-auth-token"};
    return std::ranges::contains(names, QByteArrayView(name));
}

bool isKeyName(QStringView name)
{
    QString plain = name.toString().toLower();
    plain.remove(u'_').remove(u'-');
    static const QStringList names{u"key"_s, u"apikey"_s, u"xapikey"_s, u"authorization"_s,
        u"proxyauthorization"_s, u"authtoken"_s, u"authorizationtoken"_s, u"accesstoken"_s, u"accesskey"_s,
        u"secretkey"_s, u"subscriptionkey"_s, u"bearer"_s, u"token"_s, u"secret"_s, u"password"_s,
        u"cookie"_s, u"sig"_s};
    return names.contains(plain);
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

std::optional<WireHeader> extraHeader(const QString &line)
{
    static const QRegularExpression name(u"^[-!#$%&'*+.^_`|~0-9A-Za-z]+$"_s);
    static const QRegularExpression control(u"[\\x00-\\x08\\x0a-\\x1f\\x7f]"_s);
    const auto pair = pairOf(line);
    if (!pair || !pair->first.contains(name) || pair->second.contains(control) || !isForUser(pair->first))
        return {};
    return WireHeader{.name = pair->first.toLatin1(), .value = pair->second.toUtf8()};
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

QList<Secret> keysOf(const QUrl &url)
{
    QList<Secret> keys;
    for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        if (isKeyName(name) && !value.isEmpty())
            keys.append(Secret(value.toUtf8()));
    }
    if (const QString password = url.password(); !password.isEmpty())
        keys.append(Secret(password.toUtf8()));
    return keys;
}

/// Looks at every member, also at one that a later one of its name overrides.
QList<Secret> keysInBody(const QByteArray &body)
{
    const bool mayHaveServers = body.contains(McpServers); // most bodies have none, and some are large
    const auto document = mayHaveServers ? JsonDocument::read(body) : std::unexpected(JsonFault());
    QList<Secret> keys;
    for (const JsonValueView &field : document ? document->root().children() : QList<JsonValueView>()) {
        if (field.name() != QLatin1StringView(McpServers))
            continue;
        for (const JsonValueView &server : field.children())
            keys += keysOfServer(server);
    }
    return keys;
}

QList<Secret> keysOf(const WireRequest &request)
{
    return keysOf(request.headers) + keysOf(request.url) + keysInBody(request.body);
}

QUrl withoutKeys(QUrl url)
{
    QStringList items = url.query(QUrl::FullyEncoded).split(u'&');
    for (QString &item : items) {
        const qsizetype value = item.indexOf(u'=') + 1;
        if (value > 0 && isKeyName(QUrl::fromPercentEncoding(item.first(value - 1).toLatin1())))
            std::fill(item.begin() + value, item.end(), u'*');
    }
    if (url.hasQuery())
        url.setQuery(items.join(u'&'));
    if (!url.password().isEmpty())
        url.setPassword(QString(url.password().size(), u'*'));
    return url;
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
