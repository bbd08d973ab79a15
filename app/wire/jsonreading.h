// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QJsonObject>
#include <QString>
#include <optional>

namespace Parlance {

/// The JSON value in these bytes; empty if they are not JSON. Invalid UTF-8 in strings becomes U+FFFD.
[[nodiscard]] std::optional<QJsonValue> readJson(QByteArrayView bytes);

/// A whole number, also if written as 3.0; empty for any other value.
[[nodiscard]] std::optional<qint64> readInteger(const QJsonValue &value);
[[nodiscard]] std::optional<double> readNumber(const QJsonValue &value);

/// The first of these fields that is a non-empty string, or an empty string.
[[nodiscard]] QString readString(const QJsonObject &object, std::initializer_list<QLatin1StringView> names);

} // namespace Parlance
