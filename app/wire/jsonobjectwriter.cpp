// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonobjectwriter.h"

#include "wire/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace Parlance {

void JsonObjectWriter::set(const QString &name, const QJsonValue &value)
{
    setWritten(name, writtenJson(value));
}

void JsonObjectWriter::setWritten(const QString &name, const QByteArray &json)
{
    const auto known = std::ranges::find(m_fields, name, &Field::name);
    if (known != m_fields.end())
        known->json = json;
    else
        m_fields.append({.name = name, .json = json});
}

void JsonObjectWriter::setMembers(const QByteArray &object)
{
    const auto document = JsonDocument::read(object);
    if (!document || document->root().kind() != JsonValueView::Kind::Object)
        return;
    for (const JsonValueView &member : document->root().children())
        setWritten(member.name(), member.text().toByteArray());
}

QByteArray JsonObjectWriter::toJson() const
{
    QByteArray json = "{";
    for (const Field &field : m_fields) {
        if (json.size() > 1)
            json += ',';
        json += writtenJson(field.name) + ':' + field.json;
    }
    return json + '}';
}

QByteArray writtenJson(const QJsonValue &value)
{
    // QJsonDocument writes only arrays and objects, so the value is written inside an array, without its
    // brackets.
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

QByteArray writtenJsonText(QByteArrayView utf8)
{
    constexpr QByteArrayView digits = "0123456789abcdef";
    QByteArray json = "\"";
    json.reserve(utf8.size() + utf8.size() / 8 + 2);
    for (const char c : utf8) {
        const auto byte = static_cast<uchar>(c);
        if (c == '"' || c == '\\')
            json += '\\';
        if (byte >= 0x20)
            json += c;
        else if (c == '\n')
            json += "\\n";
        else
            json.append("\\u00").append(digits[byte >> 4]).append(digits[byte & 0xf]);
    }
    return json + '"';
}

QByteArray writtenArray(const QList<QByteArray> &values)
{
    return '[' + values.join(',') + ']';
}

} // namespace Parlance
