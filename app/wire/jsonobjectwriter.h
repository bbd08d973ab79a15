// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QList>

namespace Parlance {

/// Writes a JSON object with its fields in the order they are set, which a QJsonObject would sort. Compact,
/// UTF-8.
class JsonObjectWriter
{
public:
    /// Sets a field; an existing one keeps its place.
    void set(const QString &name, const QJsonValue &value);
    /// Sets a field to a value in JSON text.
    void setWritten(const QString &name, const QByteArray &json);
    /// Sets each member of an object in JSON text, in its order and spelling. Does nothing if the text is not
    /// an object.
    void setMembers(const QByteArray &object);

    [[nodiscard]] bool isEmpty() const { return m_fields.isEmpty(); }
    [[nodiscard]] QByteArray toJson() const;

private:
    struct Field
    {
        QString name;
        QByteArray json;
    };
    QList<Field> m_fields;
};

/// Any value as compact JSON.
[[nodiscard]] QByteArray writtenJson(const QJsonValue &value);
/// A string as JSON, without a detour over QString. The bytes must be UTF-8.
[[nodiscard]] QByteArray writtenJsonText(QByteArrayView utf8);
/// An array of values in JSON text.
[[nodiscard]] QByteArray writtenArray(const QList<QByteArray> &values);

} // namespace Parlance
