// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/gateway.h"

#include "wire/dialect.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return u"the number %1"_s.arg(value.toDouble());
    case QJsonValue::String:
        return value.toString().isEmpty() ? u"empty text"_s : u"text"_s;
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

/// Takes the fields out of one JSON object and keeps the first complaint; what is left at the end is unknown.
class FieldReader
{
public:
    /// `prefix` goes before each field's name in a complaint, e.g. "tiers[1].".
    explicit FieldReader(const QJsonObject &object, const QString &prefix = {})
        : m_fields(object)
        , m_prefix(prefix)
    {
    }

    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] bool has(const QString &name) const { return m_fields.contains(name); }

    void complain(const QString &name, const QString &what)
    {
        if (m_error.isEmpty())
            m_error = u"%1%2: %3"_s.arg(m_prefix, name, what);
    }

    QJsonValue take(const QString &name)
    {
        if (!has(name))
            complain(name, u"is missing"_s);
        return m_fields.take(name);
    }

    QString takeText(const QString &name)
    {
        const QJsonValue value = take(name);
        if (value.toString().isEmpty())
            complain(name, u"expected text, got %1"_s.arg(typeName(value)));
        return value.toString();
    }

    QString takeOptionalText(const QString &name) { return has(name) ? takeText(name) : QString(); }

    QUrl takeOptionalUrl(const QString &name)
    {
        if (!has(name))
            return {};
        const QString text = takeText(name);
        const QUrl url(text, QUrl::StrictMode);
        const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
        if (!isWeb || url.host().isEmpty())
            complain(name, u"\"%1\" is not an http or https address"_s.arg(text));
        return url;
    }

    /// A path of a URL, absolute.
    QString checkedPath(const QString &name, const QString &path)
    {
        if (!path.isEmpty() && !path.startsWith(u'/'))
            complain(name, u"\"%1\" does not begin with /"_s.arg(path));
        return path;
    }

    std::optional<qint64> takeOptionalBytes(const QString &name)
    {
        if (!has(name))
            return {};
        const QJsonValue value = take(name);
        const qint64 bytes = value.toInteger();
        if (bytes <= 0)
            complain(name, u"expected a whole number of bytes above 0, got %1"_s.arg(typeName(value)));
        return bytes;
    }

    void complainOfTheRest()
    {
        if (!m_fields.isEmpty())
            complain(m_fields.constBegin().key(), u"is not a known field"_s);
    }

private:
    QJsonObject m_fields;
    QString m_prefix;
    QString m_error;
};

QString takeDialect(FieldReader &fields)
{
    const QString id = fields.takeText(u"dialect"_s);
    if (!Dialect::find(id))
        fields.complain(u"dialect"_s, u"\"%1\" is not one of %2"_s.arg(id, Dialect::ids().join(u", "_s)));
    return id;
}

Auth takeAuth(FieldReader &fields)
{
    const QString text = fields.takeText(u"auth"_s);
    if (text == "bearer"_L1)
        return Auth::Bearer;
    if (text == "api-key"_L1)
        return Auth::ApiKeyHeader;
    if (text != "none"_L1)
        fields.complain(u"auth"_s, u"\"%1\" is not one of none, bearer, api-key"_s.arg(text));
    return Auth::None;
}

std::expected<Tier, QString> parseTier(const QJsonValue &value, const QString &place)
{
    if (!value.isObject())
        return std::unexpected(u"%1: expected an object, got %2"_s.arg(place, typeName(value)));
    FieldReader fields(value.toObject(), place + u'.');
    const Tier tier{.model = fields.takeText(u"model"_s), .useCase = fields.takeText(u"use_case"_s)};
    fields.complainOfTheRest();
    if (!fields.error().isEmpty())
        return std::unexpected(fields.error());
    return tier;
}

std::expected<QList<Tier>, QString> parseTiers(const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    if (array.isEmpty())
        return std::unexpected(u"tiers: expected a list of at least one tier, got %1"_s.arg(
            value.isArray() ? u"an empty one"_s : typeName(value)));
    QList<Tier> tiers;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const auto tier = parseTier(array.at(i), u"tiers[%1]"_s.arg(i));
        if (!tier)
            return std::unexpected(tier.error());
        if (std::ranges::contains(tiers, tier->model, &Tier::model))
            return std::unexpected(
                u"tiers[%1].model: \"%2\" is already another tier's"_s.arg(i).arg(tier->model));
        tiers.append(*tier);
    }
    return tiers;
}

QString syntaxError(const QByteArray &json, const QJsonParseError &error)
{
    const QByteArray before = json.first(std::min<qsizetype>(error.offset, json.size()));
    const qsizetype line = before.count('\n') + 1;
    return u"line %1: %2"_s.arg(line).arg(error.errorString());
}

} // namespace

std::expected<Gateway, QString> parseGateway(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return std::unexpected(syntaxError(json, error));
    if (!document.isObject())
        return std::unexpected(u"expected an object, got a list"_s);

    FieldReader fields(document.object());
    Gateway gateway{
        .id = fields.takeText(u"id"_s),
        .name = fields.takeText(u"name"_s),
        .dialect = takeDialect(fields),
        .baseUrl = fields.takeOptionalUrl(u"base_url"_s),
        .path = fields.checkedPath(u"path"_s, fields.takeText(u"path"_s)),
        .healthPath = fields.checkedPath(u"health_path"_s, fields.takeOptionalText(u"health_path"_s)),
        .auth = takeAuth(fields),
        .tiers = {},
        .inputLimit = fields.takeOptionalBytes(u"input_limit"_s),
        .documentation = fields.takeOptionalUrl(u"documentation"_s),
    };
    const QJsonValue tiers = fields.take(u"tiers"_s);
    fields.complainOfTheRest();
    if (!fields.error().isEmpty())
        return std::unexpected(fields.error());
    return parseTiers(tiers).transform([&gateway](const QList<Tier> &list) {
        gateway.tiers = list;
        return gateway;
    });
}

} // namespace Parlance
