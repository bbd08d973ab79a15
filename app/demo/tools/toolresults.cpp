// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tools/toolresults.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

QString plain(const QJsonValue &value)
{
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.isNull() ? u"null"_s : value.toVariant().toString();
}

QStringList fields(const QJsonObject &object)
{
    QStringList list;
    for (auto it = object.begin(); it != object.end(); ++it)
        list += u"%1: %2"_s.arg(it.key(), plain(it.value()));
    return list;
}

ToolCall callWith(const QString &id, const ChatRequest &request)
{
    for (const Message &message : request.messages) {
        for (const ToolCall &call : message.toolCalls()) {
            if (call.id == id)
                return call;
        }
    }
    return {};
}

QString spelled(const ToolCall &call)
{
    const QStringList given = fields(QJsonDocument::fromJson(call.arguments.toUtf8()).object());
    const QString name = u"`%1`"_s.arg(call.name);
    return given.isEmpty() ? name : u"%1 (%2)"_s.arg(name, given.join(u", "_s));
}

/// A JSON object as a list, a single line as it is, several lines as code.
QString shown(const QString &content)
{
    if (const QJsonObject object = QJsonDocument::fromJson(content.toUtf8()).object(); !object.isEmpty())
        return u"\n\n- "_s + fields(object).join(u"\n- "_s);
    const QString text = content.trimmed();
    return text.contains(u'\n') ? u"\n\n```\n%1\n```"_s.arg(text) : u' ' + text;
}

} // namespace

QString resultText(const ChatRequest &request)
{
    QStringList parts;
    for (const Message &message : std::views::reverse(request.messages)) {
        if (message.role != Role::Tool)
            break;
        const ToolCall call = callWith(message.toolCallId(), request);
        const bool isError = message.results().value(0).isError;
        parts.prepend(
            (isError ? u"%1 failed:%2"_s : u"%1 says:%2"_s).arg(spelled(call), shown(message.text())));
    }
    return parts.join(u"\n\n"_s);
}

} // namespace Parlance::Demo
