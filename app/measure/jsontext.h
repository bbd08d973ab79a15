// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <optional>

namespace Parlance {

/// The JSON of an answer: all of it, or what its only fenced block of JSON has, whatever words stand around.
/// Empty for any other answer.
[[nodiscard]] std::optional<QString> jsonOfAnswer(const QString &answer);

/// Valid JSON, laid out with one value a line. The fields keep their order unless they are to be sorted, and
/// a value is spelled as it was.
[[nodiscard]] QString laidOutJson(const QString &json, bool sorted);

/// Where two values differ in their structure, whatever the order of their fields. Numbers are compared to
/// their last digit, whatever their spelling: 1.0 is 1, and no number is rounded.
struct JsonDifference
{
    QString path; ///< "$.items[2].price"
    std::optional<QJsonValue> left;
    std::optional<QJsonValue> right;

    bool operator==(const JsonDifference &) const = default;
};
[[nodiscard]] QList<JsonDifference> jsonDifferences(const QString &left, const QString &right);

} // namespace Parlance
