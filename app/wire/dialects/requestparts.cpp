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
