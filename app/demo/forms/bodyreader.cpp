// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/bodyreader.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

std::expected<QJsonObject, Refusal> parseBody(const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError) {
        const QString words = u"Body is not JSON: %1 at byte %2"_s;
        return std::unexpected(Refusal{.message = words.arg(error.errorString()).arg(error.offset)});
    }
    if (!document.isObject())
        return std::unexpected(Refusal{.message = u"Body must be a JSON object"_s});
    return document.object();
}

BodyReader::BodyReader(const QJsonObject &object, const QString &place)
    : m_object(object)
    , m_place(place)
{
}

QJsonValue BodyReader::value(const QString &field) const
{
    const QJsonValue found = m_object.value(field);
    return found.isNull() ? QJsonValue(QJsonValue::Undefined) : found;
}

QString BodyReader::string(const QString &field)
{
    if (has(field) && !value(field).isString())
        refuse(field, u"must be a string"_s);
    return value(field).toString();
}

QString BodyReader::requiredString(const QString &field)
{
    if (!value(field).isString())
        refuse(field, u"must be a string"_s);
    return value(field).toString();
}

bool BodyReader::flag(const QString &field)
{
    if (has(field) && !value(field).isBool())
        refuse(field, u"must be true or false"_s);
    return value(field).toBool();
}

std::optional<double> BodyReader::number(const QString &field, double least, double most)
{
    if (!has(field))
        return std::nullopt;
    const double read = value(field).toDouble(std::numeric_limits<double>::quiet_NaN());
    if (!(read >= least && read <= most))
        refuse(field, u"must be a number from %1 to %2"_s.arg(least).arg(most));
    return read;
}

std::optional<int> BodyReader::wholeNumber(const QString &field, int least, std::optional<int> most)
{
    if (!has(field))
        return std::nullopt;
    constexpr qint64 Largest = std::numeric_limits<int>::max();
    const qint64 read = value(field).toInteger(std::numeric_limits<qint64>::min());
    if (read < least || (most && read > *most)) {
        refuse(field, most ? u"must be a whole number from %1 to %2"_s.arg(least).arg(*most)
                           : u"must be a whole number of at least %1"_s.arg(least));
        return std::nullopt;
    }
    return static_cast<int>(std::min(read, Largest));
}

QJsonArray BodyReader::array(const QString &field)
{
    if (has(field) && !value(field).isArray())
        refuse(field, u"must be an array"_s);
    return value(field).toArray();
}

QJsonObject BodyReader::object(const QString &field)
{
    if (has(field) && !value(field).isObject())
        refuse(field, u"must be an object"_s);
    return value(field).toObject();
}

QByteArray BodyReader::writtenObject(const QString &field)
{
    return QJsonDocument(object(field)).toJson(QJsonDocument::Compact);
}

BodyReader BodyReader::item(const QString &field, const QJsonArray &array, qsizetype index)
{
    const QString place = u"%1[%2]"_s.arg(placeOf(field)).arg(index);
    if (!array.at(index).isObject())
        refuse({.message = u"`%1` must be an object"_s.arg(place), .field = place});
    return BodyReader(array.at(index).toObject(), place);
}

BodyReader BodyReader::nested(const QString &field)
{
    return BodyReader(object(field), placeOf(field));
}

void BodyReader::refuse(const QString &field, const QString &must)
{
    refuse({.message = u"`%1` %2"_s.arg(placeOf(field), must), .field = placeOf(field)});
}

void BodyReader::refuse(const Refusal &refusal)
{
    if (!m_refusal)
        m_refusal = refusal;
}

void BodyReader::take(const BodyReader &part)
{
    if (part.m_refusal)
        refuse(*part.m_refusal);
}

QString BodyReader::placeOf(const QString &field) const
{
    return m_place.isEmpty() ? field : u"%1.%2"_s.arg(m_place, field);
}

} // namespace Parlance::Demo
