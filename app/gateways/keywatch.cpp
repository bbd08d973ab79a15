// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/keywatch.h"

#include "gateways/gatewayjson.h"
#include "wire/json.h"
#include "wire/wirerequest.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// True for a word of some length with a typical key prefix, or for the value of an Authorization header.
bool looksLikeKey(const QString &text)
{
    static const QRegularExpression form(
        u"\\b(?:sk-|flp_|agent_)[A-Za-z0-9_-]{12,}|\\b(?:Bearer|Basic)\\s+\\S{6,}"_s,
        QRegularExpression::CaseInsensitiveOption);
    return form.match(text).hasMatch();
}

QString advice(const QString &place)
{
    return u"%1: a key never goes into a file; enter it in Settings, Gateways"_s.arg(place);
}

QString keyIn(const QJsonValue &value, const QString &place);

QString keyIn(const JsonValueView &value, const QString &place)
{
    if (value.kind() == JsonValueView::Kind::String)
        return looksLikeKey(value.string()) ? advice(place) : QString();
    for (const JsonValueView &child : value.children()) {
        const QString at = child.name().isEmpty() ? place : place + u'.' + child.name();
        if (isKeyName(child.name()))
            return advice(at);
        if (const QString found = keyIn(child, at); !found.isEmpty())
            return found;
    }
    return {};
}

QString keyInFields(const QJsonObject &object, const QString &prefix)
{
    for (auto field = object.constBegin(); field != object.constEnd(); ++field) {
        const QString place = prefix + field.key();
        if (isKeyName(field.key()))
            return advice(place);
        if (const QString found = keyIn(field.value(), place); !found.isEmpty())
            return found;
    }
    return {};
}

QString keyIn(const QJsonValue &value, const QString &place)
{
    if (value.isObject())
        return keyInFields(value.toObject(), place + u'.');
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString found = keyIn(items.at(i), u"%1[%2]"_s.arg(place).arg(i));
        if (!found.isEmpty())
            return found;
    }
    const QString text = value.toString();
    if (place == "body"_L1 || place.endsWith("extra"_L1)) { // a text that contains an object
        const auto written = JsonDocument::read(text.toUtf8());
        if (const QString found = written ? keyIn(written->root(), place) : QString(); !found.isEmpty())
            return found;
    }
    const bool isAddress = place.endsWith(".url"_L1); // of an MCP server
    return looksLikeKey(text) || (isAddress && !keysOf(QUrl(text)).isEmpty()) ? advice(place) : QString();
}

bool queryNamesKey(const QUrl &url)
{
    const auto items = QUrlQuery(url).queryItems();
    return std::ranges::any_of(items, [](const auto &item) { return isKeyName(item.first); });
}

} // namespace

QString keyInProfile(const QJsonObject &profile)
{
    const QJsonObject headers = profile.value("headers"_L1).toObject();
    for (auto header = headers.constBegin(); header != headers.constEnd(); ++header) {
        const QByteArray name = header.key().toUtf8();
        if (carriesKey(name) || carriesCookie(name))
            return advice(u"headers."_s + header.key());
    }
    if (queryNamesKey(QUrl(profile.value("base_url"_L1).toString())))
        return advice(u"base_url"_s);
    return keyInFields(profile, {});
}

} // namespace Parlance
