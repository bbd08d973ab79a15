// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/authname.h"
#include "gateways/gatewayjson.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Writes only fields that are not empty or a default.
class FieldWriter
{
public:
    void set(const QString &name, const QString &text)
    {
        if (!text.isEmpty())
            m_object.insert(name, text);
    }

    void set(const QString &name, const QUrl &url) { set(name, url.toString(QUrl::FullyEncoded)); }

    void setBool(const QString &name, bool value, bool fallback)
    {
        if (value != fallback)
            m_object.insert(name, value);
    }

    template <typename Number>
    void set(const QString &name, const std::optional<Number> &number)
    {
        if (number)
            m_object.insert(name, *number);
    }

    void set(const QString &name, const QJsonArray &array)
    {
        if (!array.isEmpty())
            m_object.insert(name, array);
    }

    void set(const QString &name, const QJsonObject &object)
    {
        if (!object.isEmpty())
            m_object.insert(name, object);
    }

    void set(const QString &name, const QJsonValue &value)
    {
        if (!value.isUndefined())
            m_object.insert(name, value);
    }

    [[nodiscard]] const QJsonObject &object() const { return m_object; }

private:
    QJsonObject m_object;
};

QJsonArray toJson(const QList<Auth> &choices)
{
    QJsonArray array;
    for (const Auth auth : choices)
        array.append(authName(auth));
    return array;
}

QJsonObject toJson(const RawHeaders &headers)
{
    QJsonObject object;
    for (const auto &[name, value] : headers)
        object.insert(QString::fromLatin1(name), QString::fromLatin1(value));
    return object;
}

QJsonArray toJson(const QList<Tier> &tiers)
{
    QJsonArray array;
    for (const Tier &tier : tiers) {
        FieldWriter fields;
        fields.set(u"model"_s, tier.model);
        fields.set(u"use_case"_s, tier.useCase);
        array.append(fields.object());
    }
    return array;
}

QJsonArray toJson(const QList<Parameter> &parameters)
{
    QJsonArray array;
    for (const Parameter &parameter : parameters) {
        FieldWriter fields;
        fields.set(u"name"_s, parameter.name);
        fields.set(u"default"_s, parameter.fallback);
        fields.set(u"minimum"_s, parameter.minimum);
        fields.set(u"maximum"_s, parameter.maximum);
        fields.setBool(u"required"_s, parameter.required, false);
        array.append(fields.object());
    }
    return array;
}

void writeEndpoints(const Gateway &gateway, FieldWriter &fields)
{
    QJsonObject reserved;
    for (const auto &[kind, endpoint] : gateway.endpoints.asKeyValueRange()) {
        fields.set(endpointName(kind) + u"_path"_s, endpoint.path);
        if (!endpoint.reserved.isEmpty())
            reserved.insert(endpointName(kind), endpoint.reserved);
    }
    fields.set(u"reserved"_s, reserved);
}

void writeKeyRules(const Gateway &gateway, FieldWriter &fields)
{
    const KeyRules &key = gateway.key;
    fields.set(u"key_slot"_s, key.slot == gateway.id ? QString() : key.slot);
    fields.set(u"key_variable"_s, key.variable);
    fields.setBool(u"key_variable_stated"_s, key.variableStated, false);
    fields.set(u"key_prefix"_s, key.prefix);
    fields.set(u"demo_key"_s, key.demo);
    fields.setBool(u"key_optional"_s, key.isOptional, false);
    fields.set(u"key_advice"_s, key.advice);
}

} // namespace

QJsonObject gatewayToJson(const Gateway &gateway)
{
    FieldWriter fields;
    fields.set(u"id"_s, gateway.id);
    fields.set(u"name"_s, gateway.name);
    fields.set(u"protocol"_s, gateway.protocol);
    fields.set(u"dialect"_s, gateway.dialect);
    fields.set(u"base_url"_s, gateway.baseUrl);
    fields.set(u"path"_s, gateway.path);
    writeEndpoints(gateway, fields);
    fields.set(u"health_path"_s, gateway.healthPath);
    fields.set(u"auth"_s, authName(gateway.auth));
    fields.set(u"auth_choices"_s, toJson(gateway.authChoices));
    fields.set(u"headers"_s, toJson(gateway.headers));
    fields.set(u"body"_s, QString::fromUtf8(gateway.shape.body));
    fields.setBool(u"sends_model"_s, gateway.shape.sendsModel, true);
    fields.setBool(u"sends_system"_s, gateway.shape.sendsSystem, true);
    fields.setBool(u"asks_usage"_s, gateway.shape.asksUsage, false);
    fields.setBool(u"takes_files"_s, gateway.shape.takesFiles, true);
    fields.set(u"tiers"_s, toJson(gateway.tiers));
    fields.set(u"parameters"_s, toJson(gateway.parameters));
    fields.set(u"input_limit"_s, gateway.inputLimit);
    fields.set(u"character_limit"_s, gateway.limits.characters);
    fields.set(u"requests_per_minute"_s, gateway.limits.requestsPerMinute);
    fields.set(u"tokens_per_day"_s, gateway.limits.tokensPerDay);
    writeKeyRules(gateway, fields);
    fields.set(u"hint"_s, gateway.hint);
    fields.set(u"notes"_s, QJsonArray::fromStringList(gateway.notes));
    fields.set(u"documentation"_s, gateway.documentation);
    return fields.object();
}

} // namespace Parlance
