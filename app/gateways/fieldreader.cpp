// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/fieldreader.h"

#include "wire/json.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Parlance {

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

void FieldReader::fail(const QString &name, const QString &what)
{
    if (m_error.isEmpty())
        m_error = u"%1%2: %3"_s.arg(m_prefix, name, what);
}

void FieldReader::adopt(const QString &complaint)
{
    if (m_error.isEmpty())
        m_error = complaint;
}

QJsonValue FieldReader::take(const QString &name)
{
    if (!has(name))
        fail(name, u"is missing"_s);
    return m_fields.take(name);
}

QString FieldReader::takeText(const QString &name)
{
    const QJsonValue value = take(name);
    if (value.toString().isEmpty())
        fail(name, u"expected text, got %1"_s.arg(typeName(value)));
    return value.toString();
}

QString FieldReader::takeOptionalText(const QString &name)
{
    return has(name) ? takeText(name) : QString();
}

QUrl FieldReader::takeOptionalUrl(const QString &name)
{
    if (!has(name))
        return {};
    const QString text = takeText(name);
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!url.isValid() || !isWeb || url.host().isEmpty()) // Qt returns a host for an invalid address, too
        fail(name, u"\"%1\" is not an http or https address"_s.arg(text));
    if (!url.userInfo().isEmpty())
        fail(name, u"a name or password does not belong in an address"_s);
    return url;
}

QString FieldReader::takeOptionalPath(const QString &name)
{
    return checkedPath(name, takeOptionalText(name));
}

bool FieldReader::takeOptionalBool(const QString &name, bool fallback)
{
    if (!has(name))
        return fallback;
    const QJsonValue value = take(name);
    if (!value.isBool())
        fail(name, u"expected true or false, got %1"_s.arg(typeName(value)));
    return value.toBool(fallback);
}

std::optional<double> FieldReader::takeOptionalNumber(const QString &name)
{
    if (!has(name))
        return {};
    const QJsonValue value = take(name);
    if (!value.isDouble())
        fail(name, u"expected a number, got %1"_s.arg(typeName(value)));
    return value.toDouble();
}

std::optional<qint64> FieldReader::takeOptionalCount(const QString &name, const QString &of)
{
    if (!has(name))
        return {};
    const QJsonValue value = take(name);
    const qint64 count = value.toInteger();
    if (count <= 0)
        fail(name, u"expected a whole number %1above 0, got %2"_s.arg(of, typeName(value)));
    return count;
}

QJsonObject FieldReader::takeOptionalObject(const QString &name)
{
    if (!has(name))
        return {};
    const QJsonValue value = take(name);
    if (!value.isObject())
        fail(name, u"expected an object, got %1"_s.arg(typeName(value)));
    return value.toObject();
}

QByteArray FieldReader::takeOptionalWrittenObject(const QString &name)
{
    if (!has(name))
        return {};
    if (!m_fields.value(name).isString()) {
        const QJsonObject object = takeOptionalObject(name);
        return object.isEmpty() ? QByteArray() : QJsonDocument(object).toJson().trimmed();
    }
    const QByteArray text = take(name).toString().toUtf8();
    const auto document = JsonDocument::read(text);
    if (!document) {
        const TextPlace place = placeIn(text, document.error().offset);
        fail(name, u"is not JSON at line %1, column %2"_s.arg(place.line).arg(place.column));
        return {};
    }
    if (document->root().kind() != JsonValueView::Kind::Object)
        fail(name, u"expected an object in braces"_s);
    return document->root().children().isEmpty() ? QByteArray() : text;
}

QStringList FieldReader::takeOptionalTexts(const QString &name)
{
    if (!has(name))
        return {};
    const QJsonValue value = take(name);
    if (!value.isArray())
        fail(name, u"expected a list, got %1"_s.arg(typeName(value)));
    const QJsonArray array = value.toArray();
    QStringList texts;
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (array.at(i).toString().isEmpty())
            fail(u"%1[%2]"_s.arg(name).arg(i), u"expected text, got %1"_s.arg(typeName(array.at(i))));
        texts.append(array.at(i).toString());
    }
    return texts;
}

QString FieldReader::checkedPath(const QString &name, const QString &path)
{
    if (!path.isEmpty() && !path.startsWith(u'/'))
        fail(name, u"\"%1\" does not begin with /"_s.arg(path));
    return path;
}

void FieldReader::complainOfTheRest()
{
    if (!m_fields.isEmpty())
        fail(m_fields.constBegin().key(), u"is not a known field"_s);
}

} // namespace Parlance
