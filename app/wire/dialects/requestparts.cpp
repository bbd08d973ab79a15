// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/requestparts.h"

#include "wire/jsonobjectwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

QString systemText(const ChatRequest &request)
{
    QStringList texts = {request.system};
    for (const Message &message : request.messages) {
        if (message.role == Role::System)
            texts.append(message.text());
    }
    texts.removeAll(QString());
    return texts.join(u"\n\n"_s);
}

QString fileText(const FilePart &file)
{
    const QString text = QString::fromUtf8(file.bytes);
    return file.sendsName && !file.name.isEmpty() ? file.name + u":\n\n"_s + text : text;
}

QString textWithFiles(const Message &message)
{
    if (message.role == Role::Tool)
        return message.text();
    QStringList texts;
    bool goesOn = false; // what follows a text without a file between them
    for (const Part &part : message.parts) {
        const auto *text = std::get_if<TextPart>(&part);
        const auto *file = std::get_if<FilePart>(&part);
        if (text && goesOn)
            texts.last() += text->text;
        else if (text)
            texts += text->text;
        else if (file && file->isText())
            texts += fileText(*file);
        goesOn = text || (goesOn && !file);
    }
    return texts.join(u"\n\n"_s);
}

QByteArray writtenDataUrl(const QString &mediaType, const QByteArray &bytes)
{
    return writtenJsonText("data:" + mediaType.toUtf8() + ";base64," + bytes.toBase64());
}

bool namesTool(const ChatRequest &request)
{
    return std::ranges::contains(request.tools, request.toolChoice, &Tool::name);
}

void addParameters(const ChatRequest &request, std::span<const ParameterField> fields, JsonObjectWriter &body)
{
    for (const ParameterField &field : fields) {
        const QJsonValue value = findChatParameter(field.parameter)->value(request);
        if (value.isUndefined())
            continue;
        const QByteArray written = field.encode ? field.encode(request) : writtenJson(value);
        if (!written.isEmpty())
            body.setWritten(field.field, written);
    }
}

QLatin1StringView parameterOf(QStringView field, std::initializer_list<std::span<const ParameterField>> lists)
{
    const QStringView whole = *field.tokenize(u'.').begin();
    for (const std::span<const ParameterField> fields : lists) {
        const auto known = std::ranges::find_if(
            fields, [whole](const ParameterField &other) { return whole == other.field; });
        if (known != fields.end())
            return known->parameter;
    }
    return {};
}

void addExtra(const ChatRequest &request, JsonObjectWriter &body)
{
    body.setMembers(request.extra);
}

} // namespace Parlance
