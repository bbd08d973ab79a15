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
        const auto parameter = std::ranges::find(chatParameters(), field.parameter, &ChatParameter::name);
        const QJsonValue value = parameter->value(request);
        if (!value.isUndefined())
            body.setWritten(field.field, field.encode ? field.encode(value) : writtenJson(value));
    }
}

void addExtra(const ChatRequest &request, JsonObjectWriter &body)
{
    body.setMembers(request.extra);
}

} // namespace Parlance
