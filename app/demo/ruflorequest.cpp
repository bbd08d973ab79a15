// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/ruflorequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

std::unexpected<Refusal> malformed(const QString &message)
{
    return std::unexpected(Refusal{.status = 400, .message = message});
}

std::expected<QJsonObject, Refusal> readObject(const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return malformed(u"Body is not JSON: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    if (!document.isObject())
        return malformed(u"Body must be a JSON object"_s);
    return document.object();
}

std::expected<Role, Refusal> readRole(const QJsonValue &value, const QString &place)
{
    for (const Role role : {Role::System, Role::User, Role::Assistant}) {
        if (value.toString() == roleName(role))
            return role;
    }
    return malformed(u"`%1.role` must be system, user or assistant"_s.arg(place));
}

std::expected<Message, Refusal> readMessage(const QJsonValue &value, const QString &place)
{
    if (!value.isObject())
        return malformed(u"`%1` must be an object"_s.arg(place));
    const std::expected<Role, Refusal> role = readRole(value["role"_L1], place);
    if (!role)
        return std::unexpected(role.error());
    if (!value["content"_L1].isString())
        return malformed(u"`%1.content` must be a string"_s.arg(place));
    return Message{
        .role = *role, .content = value["content"_L1].toString(), .toolCalls = {}, .toolCallId = {}};
}

std::expected<QList<Message>, Refusal> readMessages(const QJsonArray &array)
{
    QList<Message> messages;
    for (const QJsonValue value : array) {
        const auto message = readMessage(value, u"messages[%1]"_s.arg(messages.size()));
        if (!message)
            return std::unexpected(message.error());
        messages.append(*message);
    }
    return messages;
}

std::expected<void, Refusal> checkSize(const QList<Message> &messages)
{
    qsizetype bytes = 0;
    for (const Message &message : messages)
        bytes += message.content.toUtf8().size();
    if (bytes <= MostInputBytes)
        return {};
    const QString text = u"Conversation too long for the public demo: %1 bytes of messages, at most %2"_s;
    return std::unexpected(Refusal{.status = 413, .message = text.arg(bytes).arg(MostInputBytes)});
}

std::expected<std::optional<int>, Refusal> readMaxTokens(const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return std::nullopt;
    const qint64 tokens = value.toInteger();
    if (tokens < 1)
        return malformed(u"`max_tokens` must be a whole number of at least 1"_s);
    return static_cast<int>(std::min<qint64>(tokens, std::numeric_limits<int>::max()));
}

std::expected<bool, Refusal> readStream(const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return false;
    if (!value.isBool())
        return malformed(u"`stream` must be true or false"_s);
    return value.toBool();
}

/// The fields without which there is nothing to answer.
std::expected<ChatRequest, Refusal> readRequired(const QJsonObject &body)
{
    const QJsonValue model = body["model"_L1];
    const QJsonValue messages = body["messages"_L1];
    if (model.isUndefined() || model.isNull() || !messages.isArray() || messages.toArray().isEmpty())
        return malformed(u"Body must include `model` and `messages[]`"_s);
    if (!model.isString())
        return malformed(u"`model` must be a string"_s);
    auto read = readMessages(messages.toArray());
    if (!read)
        return std::unexpected(read.error());
    ChatRequest request;
    request.model = model.toString();
    request.messages = *std::move(read);
    return request;
}

} // namespace

std::expected<ChatRequest, Refusal> readRufloRequest(const QByteArray &body)
{
    const auto object = readObject(body);
    if (!object)
        return std::unexpected(object.error());
    auto request = readRequired(*object);
    if (!request)
        return request;
    const auto maxTokens = readMaxTokens((*object)["max_tokens"_L1]);
    if (!maxTokens)
        return std::unexpected(maxTokens.error());
    const auto stream = readStream((*object)["stream"_L1]);
    if (!stream)
        return std::unexpected(stream.error());
    if (const auto size = checkSize(request->messages); !size)
        return std::unexpected(size.error());
    request->maxTokens = *maxTokens;
    request->stream = *stream;
    return request;
}

} // namespace Parlance::Demo
