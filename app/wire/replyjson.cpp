// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/replyjson.h"

#include "wire/jsonobjectwriter.h"
#include "wire/jsonreading.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

template <typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonValue inMilliseconds(const std::optional<Timing::Duration> &time)
{
    using Milliseconds = std::chrono::duration<double, std::milli>;
    return time ? QJsonValue(Milliseconds(*time).count()) : QJsonValue(QJsonValue::Null);
}

void addCall(const ToolCall &call, JsonObjectWriter &object)
{
    object.set(u"id"_s, orNull(call.id));
    object.set(u"name"_s, orNull(call.name));
    object.set(u"arguments"_s, call.arguments);
}

QByteArray toolCallsToJson(const QList<ToolCall> &calls)
{
    QList<QByteArray> written;
    for (const ToolCall &call : calls) {
        JsonObjectWriter object;
        addCall(call, object);
        written.append(object.toJson());
    }
    return writtenArray(written);
}

void addPart(const TextPart &part, JsonObjectWriter &object)
{
    object.set(u"type"_s, u"text"_s);
    object.set(u"text"_s, part.text);
}

void addPart(const ReasoningPart &part, JsonObjectWriter &object)
{
    object.set(u"type"_s, u"reasoning"_s);
    object.set(u"text"_s, part.text);
    object.set(u"signature"_s, part.redacted ? QJsonValue(QJsonValue::Null) : orNull(part.seal));
}

void addPart(const ToolCall &call, JsonObjectWriter &object)
{
    object.set(u"type"_s, u"tool_call"_s);
    addCall(call, object);
}

void addPart(const ToolResult &result, JsonObjectWriter &object)
{
    object.set(u"type"_s, u"tool_result"_s);
    object.set(u"call_id"_s, orNull(result.callId));
    object.set(u"text"_s, result.text);
    if (result.isError)
        object.set(u"is_error"_s, true);
}

void addPart(const ImagePart &part, JsonObjectWriter &object)
{
    object.set(u"type"_s, u"image"_s);
    object.set(u"media_type"_s, orNull(part.mediaType));
    object.set(u"base64"_s, orNull(QString::fromLatin1(part.bytes.toBase64())));
    object.set(u"url"_s, orNull(part.url));
}

void addPart(const FilePart &part, JsonObjectWriter &object)
{
    object.set(u"type"_s, u"file"_s);
    object.set(u"name"_s, orNull(part.name));
    object.set(u"media_type"_s, orNull(part.mediaType));
    object.set(u"base64"_s, orNull(QString::fromLatin1(part.bytes.toBase64())));
}

void addPart(const OtherPart &part, JsonObjectWriter &object)
{
    object.set(u"type"_s, u"other"_s);
    object.set(u"json"_s, part.json);
}

QByteArray partsToJson(const Choice &choice)
{
    QList<QByteArray> written;
    for (qsizetype i = 0; i < choice.parts.size(); ++i) {
        JsonObjectWriter object;
        std::visit([&object](const auto &kind) { addPart(kind, object); }, choice.parts[i]);
        if (choice.isCut(i))
            object.set(u"type"_s, u"cut_tool_call"_s);
        written.append(object.toJson());
    }
    return writtenArray(written);
}

constexpr int NoUsualPlace = 4;

/// The position of this kind of part in the usual order.
int usualPlace(const Choice &choice, qsizetype part)
{
    if (std::holds_alternative<ReasoningPart>(choice.parts[part]))
        return 0;
    if (std::holds_alternative<TextPart>(choice.parts[part]))
        return 1;
    if (std::holds_alternative<ToolCall>(choice.parts[part]))
        return choice.isCut(part) ? 3 : 2;
    return NoUsualPlace;
}

/// True if the other fields of the choice give all its parts.
bool isUsual(const Choice &choice)
{
    int before = 0;
    for (qsizetype i = 0; i < choice.parts.size(); ++i) {
        const int place = usualPlace(choice, i);
        if (place < before || place == NoUsualPlace)
            return false;
        before = place;
    }
    return true;
}

void addParts(const Choice &choice, JsonObjectWriter &object)
{
    if (!isUsual(choice))
        object.setWritten(u"parts"_s, partsToJson(choice));
}

void addChoice(const Choice &choice, JsonObjectWriter &object)
{
    object.set(u"text"_s, choice.text());
    object.set(u"reasoning"_s, choice.reasoning());
    object.set(u"refusal"_s, orNull(choice.refusal));
    object.setWritten(u"tool_calls"_s, toolCallsToJson(choice.toolCalls()));
    if (const QList<ToolCall> cut = choice.cutCalls(); !cut.isEmpty())
        object.setWritten(u"cut_tool_calls"_s, toolCallsToJson(cut));
    object.set(u"finish_reason"_s, orNull(choice.finishReason));
}

QJsonArray signaturesOf(const Choice &choice)
{
    QJsonArray signatures;
    for (const ReasoningPart &block : partsOf<ReasoningPart>(choice.parts)) {
        if (!block.seal.isEmpty() && !block.redacted)
            signatures.append(block.seal);
    }
    return signatures;
}

QByteArray choicesToJson(const QList<Choice> &choices)
{
    QList<QByteArray> written;
    for (const Choice &choice : choices) {
        JsonObjectWriter object;
        object.set(u"index"_s, written.size());
        addChoice(choice, object);
        addParts(choice, object);
        written.append(object.toJson());
    }
    return writtenArray(written);
}

QByteArray timingToJson(const Timing &timing)
{
    if (timing == Timing())
        return "null";
    JsonObjectWriter object;
    object.set(u"sent_ms"_s, inMilliseconds(timing.sent));
    object.set(u"headers_ms"_s, inMilliseconds(timing.headers));
    object.set(u"first_token_ms"_s, inMilliseconds(timing.firstToken));
    object.set(u"first_text_ms"_s, inMilliseconds(timing.firstText));
    object.set(u"last_token_ms"_s, inMilliseconds(timing.lastToken));
    object.set(u"total_ms"_s, inMilliseconds(timing.total));
    return object.toJson();
}

bool isIncomplete(const Reply &reply)
{
    return reply.state == Reply::State::Failed ? reply.hasContent() : reply.state != Reply::State::Complete;
}

} // namespace

QByteArray usageToJson(const Usage &usage)
{
    if (usage == Usage())
        return "null";
    JsonObjectWriter object;
    object.set(u"input_tokens"_s, orNull(usage.inputTokens));
    object.set(u"output_tokens"_s, orNull(usage.outputTokens));
    object.set(u"total_tokens"_s, orNull(usage.totalTokens));
    object.set(u"cached_tokens"_s, orNull(usage.cachedTokens));
    object.set(u"reasoning_tokens"_s, orNull(usage.reasoningTokens));
    object.set(u"credits_used"_s, orNull(usage.creditsUsed));
    object.set(u"credits_remaining"_s, orNull(usage.creditsRemaining));
    return object.toJson();
}

QByteArray errorToJson(const std::optional<ChatError> &error)
{
    if (!error)
        return "null";
    const QJsonValue null(QJsonValue::Null);
    JsonObjectWriter object;
    object.set(u"message"_s, error->message.isEmpty() ? u"The server gives no reason."_s : error->message);
    object.set(u"code"_s, orNull(error->code));
    object.set(u"type"_s, orNull(error->type));
    object.set(u"status"_s, error->httpStatus == 0 ? null : QJsonValue(error->httpStatus));
    object.set(u"retry_after_s"_s, error->retryAfter ? QJsonValue(qint64(error->retryAfter->count())) : null);
    object.set(u"request_id"_s, orNull(error->requestId));
    return object.toJson();
}

QByteArray replyToJson(const Reply &reply)
{
    JsonObjectWriter object;
    addChoice(reply.first(), object);
    object.setWritten(u"usage"_s, usageToJson(reply.usage));
    object.setWritten(u"error"_s, errorToJson(reply.error));
    object.set(u"incomplete"_s, isIncomplete(reply));
    object.setWritten(u"timing"_s, timingToJson(reply.timing));
    if (const QJsonArray signatures = signaturesOf(reply.first()); !signatures.isEmpty())
        object.set(u"signatures"_s, signatures);
    addParts(reply.first(), object);
    if (reply.choices.size() > 1)
        object.setWritten(u"choices"_s, choicesToJson(reply.choices));
    return object.toJson();
}

QStringList otherTypes(const QList<Part> &parts)
{
    QStringList types;
    for (const OtherPart &part : partsOf<OtherPart>(parts)) {
        const QJsonObject object = readJson(part.json.toUtf8()).value_or(QJsonValue()).toObject();
        const QString type = object.value("type"_L1).toString();
        types << (type.isEmpty() ? object.keys().join(u", "_s) : type);
    }
    types.removeDuplicates();
    return types;
}

bool isWhole(const Reply &reply)
{
    return reply.state == Reply::State::Complete;
}

} // namespace Parlance
