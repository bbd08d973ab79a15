// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QJsonObject>
#include <QString>
#include <optional>

namespace Parlance {

/// The JSON value in these bytes, or nothing if they are not one. Broken UTF-8 inside strings is read as
/// U+FFFD.
[[nodiscard]] std::optional<QJsonValue> readJson(QByteArrayView bytes);

/// A whole number, also where it is written as 3.0; nothing for any other value.
[[nodiscard]] std::optional<qint64> readInteger(const QJsonValue &value);
[[nodiscard]] std::optional<double> readNumber(const QJsonValue &value);

/// The first of these fields that is a string with something in it, or an empty string.
[[nodiscard]] QString readString(const QJsonObject &object, std::initializer_list<QLatin1StringView> names);

} // namespace Parlance
