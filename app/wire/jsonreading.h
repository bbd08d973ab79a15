// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QJsonObject>
#include <QString>
#include <optional>

namespace Parlance {

/// The JSON value in these bytes; empty if they are not JSON. Invalid UTF-8 in strings becomes U+FFFD. A
/// number that no double holds, NaN and Infinity become null.
[[nodiscard]] std::optional<QJsonValue> readJson(QByteArrayView bytes);

/// JSON text with null in place of numbers that Qt does not read: those beyond a double, NaN and Infinity.
[[nodiscard]] QByteArray tamedJson(QByteArrayView bytes);

/// The number of bytes of the JSON value with which they begin, and the blanks behind it; 0 if there is none.
[[nodiscard]] qsizetype sizeOfFirstJson(QByteArrayView bytes);
/// True if the bytes are the beginning of a JSON value, which ends in the middle.
[[nodiscard]] bool isCutJson(QByteArrayView bytes);

/// The object, or the first one of a list; empty if there is none.
[[nodiscard]] QJsonObject firstObject(const QJsonValue &value);

/// False for what stands for nothing: null, false, 0, blank text, and lists and objects of nothing else.
[[nodiscard]] bool saysSomething(const QJsonValue &value);

/// A whole number, also if written as 3.0 or "3"; empty for any other value.
[[nodiscard]] std::optional<qint64> readInteger(const QJsonValue &value);
/// A number, also if written as a string.
[[nodiscard]] std::optional<double> readNumber(const QJsonValue &value);

/// The first of these fields that is a non-empty string, or an empty string.
[[nodiscard]] QString readString(const QJsonObject &object, std::initializer_list<QLatin1StringView> names);

} // namespace Parlance
