// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/chatcontent.h"

#include "wire/jsonobjectwriter.h"
#include "wire/jsonreading.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QJsonArray listIn(const QJsonValue &value)
{
    if (value.isArray())
        return value.toArray();
    return value.isNull() || value.isUndefined() ? QJsonArray() : QJsonArray{value};
}

/// A picture by its address, which may hold its bytes.
std::optional<ImagePart> imageAt(const QString &url)
{
    if (url.isEmpty())
        return std::nullopt;
    const qsizetype comma = url.indexOf(u',');
    const QStringView head = QStringView(url).first(std::max(comma, qsizetype(0)));
    if (!head.startsWith("data:"_L1) || !head.endsWith(";base64"_L1))
        return ImagePart{.mediaType = {}, .bytes = {}, .url = url};
    return ImagePart{.mediaType = head.sliced(5).chopped(7).toString(),
        .bytes = QByteArray::fromBase64(QStringView(url).sliced(comma + 1).toLatin1())};
}

/// {"image_url":{"url"}}, {"image_url":"..."}, {"url"} of no type or one of an image
std::optional<ImagePart> readImage(const QJsonObject &part)
{
    const QString type = part.value("type"_L1).toString();
    const bool isImage = type.isEmpty() || type.startsWith("image"_L1);
    const QJsonValue image = part.value(isImage && part.contains("url"_L1) ? "url"_L1 : "image_url"_L1);
    return imageAt(image.isString() ? image.toString() : image.toObject().value("url"_L1).toString());
}

/// The delta to which reasoning or a whole part can be added.
Delta &beforeText(QList<Delta> &deltas)
{
    if (!deltas.last().text.isEmpty())
        deltas.append(Delta());
    return deltas.last();
}

/// Those that repeat another one come after it.
constexpr std::array ReasoningNames{"reasoning_content"_L1, "reasoning"_L1, "reasoning_text"_L1,
    "thinking"_L1, "reasoning_details"_L1, "thinking_blocks"_L1};

/// The first reasoning of these fields that has words.
QString readReasoning(const QJsonObject &fields)
{
    for (const QLatin1StringView name : ReasoningNames) {
        if (const QString words = wordsIn(fields.value(name)); !words.isEmpty())
            return words;
    }
    return {};
}

/// The arguments as a string; some servers send an object.
QString readArguments(const QJsonValue &arguments)
{
    return arguments.isObject() ? QString::fromUtf8(writtenJson(arguments)) : arguments.toString();
}

/// {"function":{"name","arguments"}}, {"custom":{"name","input"}}, {"name","arguments"}
ToolCallPiece readToolCall(const QJsonObject &call)
{
    QJsonObject inner = call;
    for (const QLatin1StringView kind : {"function"_L1, "custom"_L1}) {
        if (const QJsonValue value = call.value(kind); value.isObject())
            inner = value.toObject();
    }
    const QString arguments = readArguments(inner.value("arguments"_L1));
    return {.number = readInteger(call.value("index"_L1)),
        .id = call.value("id"_L1).toString(),
        .name = inner.value("name"_L1).toString(),
        .arguments = arguments.isEmpty() ? readArguments(inner.value("input"_L1)) : arguments};
}

/// True for a call of another form, which has content all the same.
bool isUnreadCall(const QJsonValue &call)
{
    const QJsonObject object = call.toObject();
    const auto has = [&object](QLatin1StringView name) {
        return object.contains(name);
    };
    return !std::ranges::any_of(std::array{"function"_L1, "custom"_L1, "name"_L1, "arguments"_L1}, has) &&
           carriesContent(call);
}

} // namespace

QList<ToolCallPiece> readToolCalls(const QJsonObject &fields)
{
    QList<ToolCallPiece> calls;
    for (const QJsonValue &call : listIn(fields.value("tool_calls"_L1))) {
        if (call.isObject())
            calls.append(readToolCall(call.toObject()));
    }
    const QJsonValue function = fields.value("function_call"_L1);
    if (calls.isEmpty() && function.isObject())
        calls.append(readToolCall({{u"function"_s, function}}));
    return calls;
}

QList<Delta> ChatContent::read(const QJsonObject &fields)
{
    QList<Delta> deltas(1);
    const QJsonValue content = fields.value("content"_L1);
    readContent(content, deltas);
    const qsizetype usual = (content.isUndefined() ? 0 : 1) + (fields.contains("role"_L1) ? 1 : 0);
    if (fields.size() > usual)
        readMore(fields, deltas);
    return deltas;
}

/// What is not in the fields of most frames.
void ChatContent::readMore(const QJsonObject &fields, QList<Delta> &deltas)
{
    const QString reasoning = readReasoning(fields);
    deltas.first().reasoning.prepend(reasoning);
    if (deltas.last().text.isEmpty())
        readContent(fields.value("text"_L1), deltas);
    readAudio(fields.value("audio"_L1).toObject(), deltas);
    deltas.last().refusal += wordsIn(fields.value("refusal"_L1));
    for (const QJsonValue &image : listIn(fields.value("images"_L1))) {
        if (const auto read = imageAt(image.toString()))
            beforeText(deltas).whole.append(*read);
        else
            readPart(image.toObject(), deltas);
    }
    const auto isRead = [&](const QString &name) {
        constexpr std::array names{"content"_L1, "text"_L1, "refusal"_L1, "images"_L1};
        if (name == "audio"_L1 || name == "function_call"_L1)
            return fields.value(name).isObject();
        if (name == "tool_calls"_L1)
            return std::ranges::none_of(listIn(fields.value(name)), isUnreadCall);
        return std::ranges::contains(names, name) ||
               (!reasoning.isEmpty() && std::ranges::contains(ReasoningNames, name));
    };
    m_unread.addAllBut(isRead, fields, deltas.first().whole);
}

/// Adds to the last delta, and adds further deltas where the order requires it.
void ChatContent::readContent(const QJsonValue &content, QList<Delta> &deltas)
{
    if (content.isString()) {
        deltas.last().text += content.toString();
        return;
    }
    const QJsonArray parts = listIn(content);
    for (const auto &part : parts) {
        if (part.isString())
            deltas.last().text += part.toString();
        else
            readPart(part.toObject(), deltas);
    }
}

/// A part of content: {"type":"text","text"}, {"type":"thinking","thinking":...},
/// {"type":"refusal","refusal"}, a picture; any other one is kept as it is.
void ChatContent::readPart(const QJsonObject &part, QList<Delta> &deltas)
{
    const bool isOther = !part.isEmpty() && !part.contains("thinking"_L1) && !part.contains("text"_L1) &&
                         !part.contains("refusal"_L1);
    if (isOther) {
        Delta &delta = beforeText(deltas);
        if (const std::optional<ImagePart> image = readImage(part))
            delta.whole.append(*image);
        else
            delta.whole.append(OtherPart{QString::fromUtf8(writtenJson(part))});
        return;
    }
    if (const QString thought = wordsIn(part.value("thinking"_L1)); !thought.isEmpty())
        beforeText(deltas).reasoning += thought;
    const auto isRead = [](const QString &name) {
        return name == "text"_L1 || name == "thinking"_L1 || name == "refusal"_L1;
    };
    m_unread.addAllBut(isRead, part, deltas.first().whole);
    deltas.last().text += wordsIn(part.value("text"_L1));
    deltas.last().refusal += wordsIn(part.value("refusal"_L1));
}

/// The transcript is text, unless the content says the same; the sound is not read.
void ChatContent::readAudio(const QJsonObject &audio, QList<Delta> &deltas)
{
    const QString transcript = wordsIn(audio.value("transcript"_L1));
    QString &text = deltas.last().text;
    if (text.isEmpty() || !text.contains(transcript.trimmed()))
        text += transcript;
    QJsonObject sound = audio;
    sound.remove("transcript"_L1);
    m_unread.add(u"audio"_s, sound, deltas.first().whole);
}

QList<Part> ChatContent::unreadBeside(const QJsonObject &choice)
{
    QList<Part> unread;
    const auto isRead = [](const QString &name) {
        return name == "delta"_L1 || name == "message"_L1;
    };
    m_unread.addAllBut(isRead, choice, unread);
    return unread;
}

} // namespace Parlance
