// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonobjectwriter.h"

#include "wire/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace Parlance {

namespace {

/// A quote, a backslash or a control character.
QByteArray escaped(char c)
{
    if (c == '\n')
        return "\\n";
    if (static_cast<uchar>(c) >= 0x20)
        return QByteArray("\\") + c;
    return "\\u00" + QByteArray(1, c).toHex();
}

} // namespace

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
        json += writtenJsonText(field.name.toUtf8()) + ':' + field.json;
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
    QByteArray json;
    json.reserve(utf8.size() + utf8.size() / 8 + 2);
    json += '"';
    for (;;) {
        const auto special = std::ranges::find_if(
            utf8, [](char c) { return static_cast<uchar>(c) < 0x20 || c == '"' || c == '\\'; });
        json += utf8.first(special - utf8.begin());
        if (special == utf8.end())
            return json += '"';
        json += escaped(*special);
        utf8 = utf8.sliced(special - utf8.begin() + 1);
    }
}

QByteArray writtenArray(const QList<QByteArray> &values)
{
    return '[' + values.join(',') + ']';
}

} // namespace Parlance
