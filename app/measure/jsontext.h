// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <optional>

namespace Parlance {

/// The JSON of an answer: the whole answer, or the content of its only fenced block of JSON, whatever text
/// surrounds it. Empty for any other answer.
[[nodiscard]] std::optional<QString> jsonOfAnswer(const QString &answer);

/// Formats valid JSON with one value per line. Fields keep their order unless `sorted`; values keep their
/// spelling.
[[nodiscard]] QString laidOutJson(const QString &json, bool sorted);

/// A structural difference between two JSON values; the order of fields does not matter. Numbers are compared
/// exactly, whatever their spelling: 1.0 equals 1, and no number is rounded.
struct JsonDifference
{
    QString path; ///< "$.items[2].price"
    std::optional<QJsonValue> left;
    std::optional<QJsonValue> right;

    bool operator==(const JsonDifference &) const = default;
};
[[nodiscard]] QList<JsonDifference> jsonDifferences(const QString &left, const QString &right);

} // namespace Parlance
