// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <QUrl>
#include <optional>

namespace Parlance {

/// Describes a JSON value in an error message: "the number 7", "empty text".
[[nodiscard]] QString typeName(const QJsonValue &value);

/// Takes the fields from a JSON object and keeps the first error; fields left at the end are unknown.
class FieldReader
{
public:
    /// `prefix` precedes each field's name in an error, e.g. "tiers[1].".
    explicit FieldReader(const QJsonObject &object, const QString &prefix = {})
        : m_fields(object)
        , m_prefix(prefix)
    {
    }

    /// Empty if there is no error.
    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] bool has(const QString &name) const { return m_fields.contains(name); }
    void fail(const QString &name, const QString &what);
    /// Takes the error of a reader for a nested object, whose prefix gives its place.
    void adopt(const FieldReader &part) { adopt(part.error()); }
    void adopt(const QString &complaint);

    /// Reports an error if the field is missing.
    QJsonValue take(const QString &name);
    QString takeText(const QString &name);

    // Optional fields: empty, or `fallback`, if missing.
    QString takeOptionalText(const QString &name);
    QUrl takeOptionalUrl(const QString &name);
    QString takeOptionalPath(const QString &name);
    bool takeOptionalBool(const QString &name, bool fallback);
    std::optional<double> takeOptionalNumber(const QString &name);
    /// A whole number above 0; `of` names the unit, e.g. "of bytes".
    std::optional<qint64> takeOptionalCount(const QString &name, const QString &of = {});
    QJsonObject takeOptionalObject(const QString &name);
    /// A JSON object as text: the content of a string, as written, or an object as indented JSON. Empty for
    /// an object without members.
    QByteArray takeOptionalWrittenObject(const QString &name);
    QStringList takeOptionalTexts(const QString &name);

    /// Checks that a URL path begins with a slash.
    QString checkedPath(const QString &name, const QString &path);
    void complainOfTheRest();

private:
    QJsonObject m_fields;
    QString m_prefix;
    QString m_error;
};

} // namespace Parlance
