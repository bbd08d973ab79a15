// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/floopflooprequest.h"

#include "demo/forms/bodyreader.h"
#include "demo/forms/plainmessages.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

void readOptions(BodyReader &reader, ChatRequest &chat)
{
    chat.model = reader.has(u"model"_s) ? reader.requiredString(u"model"_s) : u"auto"_s;
    chat.system = reader.string(u"system"_s);
    chat.temperature = reader.number(u"temperature"_s, 0, 2);
    chat.maxTokens = reader.wholeNumber(u"max_tokens"_s, 1);
    chat.stream = reader.flag(u"stream"_s);
}

void readMessages(BodyReader &reader, ChatRequest &chat)
{
    if (reader.array(u"messages"_s).isEmpty())
        reader.refuse(u"messages"_s, u"must be an array of at least one message"_s);
    chat.messages = readPlainMessages(reader);
    const bool inMessages =
        std::ranges::find(chat.messages, Role::System, &Message::role) != chat.messages.end();
    if (inMessages && reader.has(u"system"_s))
        reader.refuse(u"system"_s, u"is an alternative to a system role message, not both"_s);
}

/// A prompt may be a whole conversation, "User: ... Assistant: ... User: ... Assistant:"; then the user's
/// last words are the question.
QString newestOf(const QString &prompt)
{
    static const QRegularExpression conversation(
        u"(?:^|\\n\\n)User: ((?:(?!\\n\\nUser: ).)*)\\n\\nAssistant:\\s*$"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = conversation.match(prompt);
    return match.hasMatch() ? match.captured(1) : prompt;
}

void readPrompt(BodyReader &reader, ChatRequest &chat)
{
    const QString prompt = reader.requiredString(u"prompt"_s);
    if (prompt.isEmpty())
        reader.refuse(u"prompt"_s, u"must not be empty"_s);
    if (prompt.size() > MostPromptCharacters)
        reader.refuse(u"prompt"_s, u"must have at most %1 characters"_s.arg(MostPromptCharacters));
    chat.messages = {Message::of(Role::User, newestOf(prompt))};
}

using Part = void (*)(BodyReader &, ChatRequest &);

std::expected<ChatRequest, Refusal> read(const QByteArray &body, Part readInput)
{
    const auto object = parseBody(body);
    if (!object) {
        Refusal refusal = object.error();
        refusal.code = u"INVALID_BODY"_s;
        return std::unexpected(refusal);
    }
    BodyReader reader(*object);
    ChatRequest chat;
    readInput(reader, chat);
    readOptions(reader, chat);
    if (reader.refusal())
        return std::unexpected(*reader.refusal());
    return chat;
}

} // namespace

std::expected<ChatRequest, Refusal> readFloopFloopChat(const QByteArray &body)
{
    return read(body, readMessages);
}

std::expected<ChatRequest, Refusal> readFloopFloopPrompt(const QByteArray &body)
{
    return read(body, readPrompt);
}

} // namespace Parlance::Demo
