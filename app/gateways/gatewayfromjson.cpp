// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/authname.h"
#include "gateways/fieldreader.h"
#include "gateways/gatewayjson.h"
#include "gateways/keysource.h"
#include "gateways/keywatch.h"
#include "wire/dialects/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString takeId(FieldReader &fields)
{
    static const QRegularExpression form(u"\\A[a-z0-9][a-z0-9-]*\\z"_s);
    const QString id = fields.takeText(u"id"_s);
    if (!form.match(id).hasMatch()) // the id is also a file name and part of settings keys
        fields.fail(u"id"_s, u"\"%1\" is not made of small letters, digits and -"_s.arg(id));
    return id;
}

QString takeDialect(FieldReader &fields)
{
    const QString id = fields.takeText(u"dialect"_s);
    if (!findDialect(id))
        fields.fail(u"dialect"_s, u"\"%1\" is not one of %2"_s.arg(id, dialectIds().join(u", "_s)));
    return id;
}

Auth checkedAuth(FieldReader &fields, const QString &place, const QString &text)
{
    const std::optional<Auth> auth = authFromName(text);
    if (!auth)
        fields.fail(place, u"\"%1\" is not one of %2"_s.arg(text, authNames().join(u", "_s)));
    return auth.value_or(Auth::None);
}

Auth takeAuth(FieldReader &fields)
{
    return fields.has(u"auth"_s) ? checkedAuth(fields, u"auth"_s, fields.takeText(u"auth"_s)) : Auth::None;
}

QList<Auth> takeAuthChoices(FieldReader &fields)
{
    QList<Auth> choices;
    for (const QString &text : fields.takeOptionalTexts(u"auth_choices"_s))
        choices.append(checkedAuth(fields, u"auth_choices"_s, text));
    return choices;
}

/// A field name of RFC 9110 5.1.
bool isHeaderName(const QString &name)
{
    static const QRegularExpression token(u"\\A[A-Za-z0-9!#$%&'*+.^_`|~-]+\\z"_s);
    return token.match(name).hasMatch();
}

/// What tells where a request ends, and for whom it is, is the connection's to say.
bool isOfConnection(const QString &name)
{
    static const QStringList names{u"host"_s, u"connection"_s, u"content-length"_s, u"transfer-encoding"_s};
    return names.contains(name, Qt::CaseInsensitive);
}

/// A field value of RFC 9110 5.5, in ASCII.
bool isHeaderValue(const QString &value)
{
    return !value.isEmpty() && value == value.trimmed() &&
           std::ranges::all_of(value, [](QChar c) { return c >= u' ' && c < QChar(0x7f); });
}

RawHeaders takeHeaders(FieldReader &fields)
{
    const QJsonObject object = fields.takeOptionalObject(u"headers"_s);
    RawHeaders headers;
    for (auto header = object.constBegin(); header != object.constEnd(); ++header) {
        const QString place = u"headers."_s + header.key();
        const QString value = header.value().toString();
        if (!isHeaderName(header.key()))
            fields.fail(place, u"is not the name of a header"_s);
        if (isOfConnection(header.key()))
            fields.fail(place, u"is set by the connection"_s);
        if (!isHeaderValue(value))
            fields.fail(place, u"expected a line of plain text"_s);
        headers.append({header.key().toLatin1(), value.toLatin1()});
    }
    return headers;
}

QString pathField(EndpointKind kind)
{
    return endpointName(kind) + u"_path"_s;
}

/// Why an endpoint cannot be reserved for this reason; empty if it can.
QString problemOfReserved(
    const QString &name, const QString &reason, const QMap<EndpointKind, Endpoint> &endpoints)
{
    const auto kind = std::ranges::find(endpointKinds(), name, endpointName);
    if (kind == endpointKinds().cend())
        return u"there is no endpoint of that name"_s;
    if (!endpoints.contains(*kind))
        return u"needs a "_s + pathField(*kind);
    return reason.isEmpty() ? u"expected the reason, in a sentence"_s : QString();
}

QMap<EndpointKind, Endpoint> takeEndpoints(FieldReader &fields)
{
    QMap<EndpointKind, Endpoint> endpoints;
    for (const EndpointKind kind : endpointKinds()) {
        if (const QString path = fields.takeOptionalPath(pathField(kind)); !path.isEmpty())
            endpoints.insert(kind, {.path = path});
    }
    const QJsonObject reserved = fields.takeOptionalObject(u"reserved"_s);
    for (const QString &name : reserved.keys()) {
        const QString problem = problemOfReserved(name, reserved.value(name).toString(), endpoints);
        if (!problem.isEmpty())
            fields.fail(u"reserved."_s + name, problem);
    }
    for (auto [kind, endpoint] : endpoints.asKeyValueRange())
        endpoint.reserved = reserved.value(endpointName(kind)).toString();
    return endpoints;
}

Tier takeTier(FieldReader fields, FieldReader &all)
{
    const Tier tier{
        .model = fields.takeOptionalText(u"model"_s), .useCase = fields.takeOptionalText(u"use_case"_s)};
    fields.complainOfTheRest();
    all.adopt(fields);
    return tier;
}

Parameter takeParameter(FieldReader fields, FieldReader &all)
{
    Parameter parameter{.name = fields.takeText(u"name"_s),
        .fallback = QJsonValue::Undefined,
        .minimum = fields.takeOptionalNumber(u"minimum"_s),
        .maximum = fields.takeOptionalNumber(u"maximum"_s),
        .required = fields.takeOptionalBool(u"required"_s, false)};
    if (fields.has(u"default"_s))
        parameter.fallback = fields.take(u"default"_s);
    fields.complainOfTheRest();
    all.adopt(fields);
    return parameter;
}

/// Reads a list of objects with `takeOne`; `nameOf` gives each object's unique name.
template <typename T>
QList<T> takeList(FieldReader &fields, const QString &name, T (*takeOne)(FieldReader, FieldReader &),
    QString T::*nameOf, const QString &nameField)
{
    if (!fields.has(name))
        return {};
    const QJsonValue value = fields.take(name);
    if (!value.isArray())
        fields.fail(name, u"expected a list, got %1"_s.arg(typeName(value)));
    QList<T> list;
    for (const QJsonValue &item : value.toArray()) {
        const QString place = u"%1[%2]"_s.arg(name).arg(list.size());
        if (!item.isObject())
            fields.fail(place, u"expected an object, got %1"_s.arg(typeName(item)));
        const T one = takeOne(FieldReader(item.toObject(), place + u'.'), fields);
        if (std::ranges::contains(list, one.*nameOf, nameOf))
            fields.fail(place + u'.' + nameField, u"\"%1\" is there twice"_s.arg(one.*nameOf));
        list.append(one);
    }
    return list;
}

KeyRules takeKeyRules(FieldReader &fields, const QString &id)
{
    KeyRules key{.slot = fields.takeOptionalText(u"key_slot"_s),
        .variable = fields.takeOptionalText(u"key_variable"_s),
        .variableStated = fields.takeOptionalBool(u"key_variable_stated"_s, false),
        .prefix = fields.takeOptionalText(u"key_prefix"_s),
        .demo = fields.takeOptionalText(u"demo_key"_s),
        .isOptional = fields.takeOptionalBool(u"key_optional"_s, false),
        .advice = fields.takeOptionalText(u"key_advice"_s)};
    if (key.slot.isEmpty())
        key.slot = id;
    if (!key.variable.isEmpty() && !isKeyVariable(key.variable))
        fields.fail(u"key_variable"_s,
            u"a key is read only from a variable with KEY, APIKEY, TOKEN, SECRET or PASSWORD in its name"_s);
    if (!key.demo.isEmpty() && !key.demo.endsWith("demo"_L1))
        fields.fail(
            u"demo_key"_s, u"does not end with \"demo\": a key of your own belongs in Settings, Gateways"_s);
    return key;
}

Gateway takeGateway(FieldReader &fields)
{
    const QString id = takeId(fields);
    return {
        .id = id,
        .name = fields.takeText(u"name"_s),
        .protocol = fields.takeOptionalText(u"protocol"_s),
        .dialect = takeDialect(fields),
        .baseUrl = fields.takeOptionalUrl(u"base_url"_s),
        .path = fields.checkedPath(u"path"_s, fields.takeText(u"path"_s)),
        .endpoints = takeEndpoints(fields),
        .healthPath = fields.takeOptionalPath(u"health_path"_s),
        .auth = takeAuth(fields),
        .authChoices = takeAuthChoices(fields),
        .headers = takeHeaders(fields),
        .shape = {.sendsModel = fields.takeOptionalBool(u"sends_model"_s, true),
            .sendsSystem = fields.takeOptionalBool(u"sends_system"_s, true),
            .asksUsage = fields.takeOptionalBool(u"asks_usage"_s, false),
            .takesFiles = fields.takeOptionalBool(u"takes_files"_s, true),
            .body = fields.takeOptionalWrittenObject(u"body"_s)},
        .tiers = takeList(fields, u"tiers"_s, takeTier, &Tier::model, u"model"_s),
        .parameters = takeList(fields, u"parameters"_s, takeParameter, &Parameter::name, u"name"_s),
        .inputLimit = fields.takeOptionalCount(u"input_limit"_s, u"of bytes "_s),
        .limits = {.characters = fields.takeOptionalCount(u"character_limit"_s),
            .requestsPerMinute = fields.takeOptionalCount(u"requests_per_minute"_s),
            .tokensPerDay = fields.takeOptionalCount(u"tokens_per_day"_s)},
        .key = takeKeyRules(fields, id),
        .hint = fields.takeOptionalText(u"hint"_s),
        .notes = fields.takeOptionalTexts(u"notes"_s),
        .documentation = fields.takeOptionalUrl(u"documentation"_s),
    };
}

QString syntaxError(const QByteArray &json, const QJsonParseError &error)
{
    const QByteArray before = json.first(std::min<qsizetype>(error.offset, json.size()));
    const qsizetype line = before.count('\n') + 1;
    return u"line %1: %2"_s.arg(line).arg(error.errorString());
}

} // namespace

std::expected<QJsonObject, QString> readProfile(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return std::unexpected(syntaxError(json, error));
    if (!document.isObject())
        return std::unexpected(u"expected an object, got a list"_s);
    return document.object();
}

std::expected<Gateway, QString> gatewayFromJson(const QJsonObject &profile)
{
    if (const QString key = keyInProfile(profile); !key.isEmpty())
        return std::unexpected(key);
    FieldReader fields(profile);
    const Gateway gateway = takeGateway(fields);
    fields.complainOfTheRest();
    if (!fields.error().isEmpty())
        return std::unexpected(fields.error());
    return gateway;
}

std::expected<Gateway, QString> parseGateway(const QByteArray &json)
{
    return readProfile(json).and_then(gatewayFromJson);
}

} // namespace Parlance
