// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/ruflorequest.h"

#include "demo/forms/bodyreader.h"
#include "demo/forms/plainmessages.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

void checkSize(BodyReader &reader, const QList<Message> &messages)
{
    qsizetype bytes = 0;
    for (const Message &message : messages)
        bytes += message.text().toUtf8().size();
    const QString text = u"Conversation too long for the public demo: %1 bytes of messages, at most %2"_s;
    if (bytes > MostInputBytes)
        reader.refuse({.status = 413, .message = text.arg(bytes).arg(MostInputBytes)});
}

} // namespace

std::expected<ChatRequest, Refusal> readRufloRequest(const QByteArray &body)
{
    const auto object = parseBody(body);
    if (!object)
        return std::unexpected(object.error());
    BodyReader reader(*object);
    if (!reader.has(u"model"_s) || reader.value(u"messages"_s).toArray().isEmpty())
        reader.refuse({.message = u"Body must include `model` and `messages[]`"_s});
    ChatRequest request;
    request.model = reader.requiredString(u"model"_s);
    request.messages = readPlainMessages(reader);
    request.maxTokens = reader.wholeNumber(u"max_tokens"_s, 1);
    request.stream = reader.flag(u"stream"_s);
    checkSize(reader, request.messages);
    if (reader.refusal())
        return std::unexpected(*reader.refusal());
    return request;
}

} // namespace Parlance::Demo
