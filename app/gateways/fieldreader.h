// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <QUrl>
#include <optional>

namespace Parlance {

/// "the number 7", "empty text": what a JSON value is, for a complaint.
[[nodiscard]] QString typeName(const QJsonValue &value);

/// Takes the fields out of one JSON object and keeps the first complaint; what is left at the end is unknown.
class FieldReader
{
public:
    /// `prefix` goes before each field's name in a complaint, e.g. "tiers[1].".
    explicit FieldReader(const QJsonObject &object, const QString &prefix = {})
        : m_fields(object)
        , m_prefix(prefix)
    {
    }

    /// Empty if there is nothing to complain of.
    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] bool has(const QString &name) const { return m_fields.contains(name); }
    void complain(const QString &name, const QString &what);
    /// Takes over the complaint of a reader of a part, whose prefix says where that is.
    void adopt(const FieldReader &part) { adopt(part.error()); }
    void adopt(const QString &complaint);

    /// Complains if there is no such field.
    QJsonValue take(const QString &name);
    QString takeText(const QString &name);

    // What may be left out: then the answer is empty, or `fallback`.
    QString takeOptionalText(const QString &name);
    QUrl takeOptionalUrl(const QString &name);
    QString takeOptionalPath(const QString &name);
    bool takeOptionalBool(const QString &name, bool fallback);
    std::optional<double> takeOptionalNumber(const QString &name);
    /// A whole number above 0; `of` names what is counted, e.g. "of bytes".
    std::optional<qint64> takeOptionalCount(const QString &name, const QString &of = {});
    QJsonObject takeOptionalObject(const QString &name);
    /// A JSON object as text: either a string that holds one, which is returned as it is written, or an
    /// object, which is returned as indented JSON. Empty for an object without members.
    QByteArray takeOptionalWrittenObject(const QString &name);
    QStringList takeOptionalTexts(const QString &name);

    /// A path of a URL begins with a slash.
    QString checkedPath(const QString &name, const QString &path);
    void complainOfTheRest();

private:
    QJsonObject m_fields;
    QString m_prefix;
    QString m_error;
};

} // namespace Parlance
