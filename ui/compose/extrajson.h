// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <expected>

namespace Parlance {

/// Reads what a user types as extra JSON: an object that may be laid over a request, or nothing. The error
/// says in the user's language where the mistake is and what to do about it.
[[nodiscard]] std::expected<QJsonObject, QString> readExtraJson(const QString &text);

} // namespace Parlance
