// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/floopfloop.h"

#include "wire/dialects/floopfloopdecoder.h"
#include "wire/dialects/requestparts.h"
#include "wire/jsonobjectwriter.h"

#include <array>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr std::array Fields{
    ParameterField{ParameterName::Temperature, "temperature"_L1},
    ParameterField{ParameterName::MaxTokens, "max_tokens"_L1},
};

/// The user's and the model's messages with text.
QList<Message> talk(QList<Message> messages)
{
    messages.removeIf([](const Message &message) {
        return message.role == Role::System || message.role == Role::Tool || textWithFiles(message).isEmpty();
    });
    return messages;
}

QByteArray encodeMessages(const QList<Message> &messages)
{
    QList<QByteArray> written;
    for (const Message &message : messages) {
        JsonObjectWriter object;
        object.set(u"role"_s, roleName(message.role));
        object.set(u"content"_s, textWithFiles(message));
        written.append(object.toJson());
    }
    return writtenArray(written);
}

QString marked(const Message &message)
{
    return (message.role == Role::Assistant ? u"Assistant: "_s : u"User: "_s) + textWithFiles(message);
}

QString promptOf(const QList<Message> &messages)
{
    if (messages.isEmpty())
        return {};
    const QString gap = u"\n\n"_s;
    QStringList parts = {u"Assistant:"_s};
    qsizetype size = parts.first().size();
    for (const Message &message : messages | std::views::reverse) {
        const QString part = marked(message);
        size += part.size() + gap.size();
        if (size > FloopFloop::MaxPromptChars)
            break;
        parts.prepend(part);
    }
    const bool isConversation = parts.size() > 2;
    return isConversation ? parts.join(gap) : textWithFiles(messages.last());
}

void setIfSaid(const QString &name, const QString &text, JsonObjectWriter &body)
{
    if (!text.isEmpty())
        body.set(name, text);
}

} // namespace

QString FloopFloop::id() const
{
    return m_endpoint == Endpoint::Chat ? u"floopfloop"_s : u"floopfloop-generate"_s;
}

QString FloopFloop::usualPath() const
{
    return m_endpoint == Endpoint::Chat ? u"/api/v1/ai/chat"_s : u"/api/v1/ai/generate"_s;
}

QByteArray FloopFloop::encode(const ChatRequest &request) const
{
    const QList<Message> messages = talk(request.messages);
    const QString system = systemText(request);
    JsonObjectWriter body;
    if (m_endpoint == Endpoint::Chat) {
        body.setWritten(u"messages"_s, encodeMessages(messages));
        setIfSaid(u"model"_s, request.model, body);
        setIfSaid(u"system"_s, system, body);
    } else {
        body.set(u"prompt"_s, promptOf(messages));
        setIfSaid(u"system"_s, system, body);
        setIfSaid(u"model"_s, request.model, body);
    }
    addParameters(request, Fields, body);
    if (request.sendsStream)
        body.set(u"stream"_s, request.stream);
    addExtra(request, body);
    return body.toJson();
}

QLatin1StringView FloopFloop::parameterOf(QStringView field) const
{
    return Parlance::parameterOf(field, {Fields});
}

std::unique_ptr<StreamDecoder> FloopFloop::streamDecoder() const
{
    return std::make_unique<FloopFloopDecoder>();
}

std::expected<QList<Delta>, ChatError> FloopFloop::decodeAnswer(const QByteArray &body) const
{
    return FloopFloopDecoder().decodeAnswer(body);
}

} // namespace Parlance
