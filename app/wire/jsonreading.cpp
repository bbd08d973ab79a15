// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonreading.h"

#include "wire/utf8text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>

namespace Parlance {

namespace {

QJsonDocument parse(QByteArrayView bytes)
{
    QJsonParseError error;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()), &error);
    if (error.error != QJsonParseError::IllegalUTF8String)
        return document;
    return QJsonDocument::fromJson(textFromUtf8(bytes).toUtf8());
}

} // namespace

std::optional<QJsonValue> readJson(QByteArrayView bytes)
{
    const QJsonDocument document = parse(bytes);
    if (document.isObject())
        return document.object();
    if (document.isArray())
        return document.array();
    return std::nullopt;
}

std::optional<qint64> readInteger(const QJsonValue &value)
{
    constexpr double exactlyWhole = 9007199254740992.0; // 2^53
    const std::optional<double> number = readNumber(value);
    if (!number || std::trunc(*number) != *number || std::abs(*number) > exactlyWhole)
        return std::nullopt;
    return static_cast<qint64>(*number);
}

std::optional<double> readNumber(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QString readString(const QJsonObject &object, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const QString text = object.value(name).toString(); !text.isEmpty())
            return text;
    }
    return {};
}

} // namespace Parlance
