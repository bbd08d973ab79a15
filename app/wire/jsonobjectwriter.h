// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QList>

namespace Parlance {

/// Writes a JSON object with its fields in the order they are set, where a QJsonObject would sort them.
/// Compact, UTF-8.
class JsonObjectWriter
{
public:
    /// Sets a field; one that is there already keeps its place.
    void set(const QString &name, const QJsonValue &value);
    /// Sets a field whose value is written already.
    void setWritten(const QString &name, const QByteArray &json);
    /// Sets each member of a written object, in its order and spelled as it is. Nothing happens if the text
    /// is no object.
    void lay(const QByteArray &object);

    [[nodiscard]] QByteArray toJson() const;

private:
    struct Field
    {
        QString name;
        QByteArray json;
    };
    QList<Field> m_fields;
};

/// A value of any kind as compact JSON.
[[nodiscard]] QByteArray writtenJson(const QJsonValue &value);
/// An array of values that are written already.
[[nodiscard]] QByteArray writtenArray(const QList<QByteArray> &values);

} // namespace Parlance
