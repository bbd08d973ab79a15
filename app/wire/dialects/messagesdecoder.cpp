// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/messagesdecoder.h"

#include "wire/erroranswer.h"
#include "wire/json.h"
#include "wire/jsonobjectwriter.h"
#include "wire/jsonreading.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr QLatin1StringView Text = "text"_L1;
constexpr QLatin1StringView Thinking = "thinking"_L1;
constexpr QLatin1StringView RedactedThinking = "redacted_thinking"_L1;
constexpr QLatin1StringView ToolUse = "tool_use"_L1;

QString typeOf(const QJsonObject &object)
{
    return object.value("type"_L1).toString();
}

std::optional<Usage> readUsage(const QJsonValue &value)
{
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject usage = value.toObject();
    return Usage{.inputTokens = readInteger(usage.value("input_tokens"_L1)),
        .outputTokens = readInteger(usage.value("output_tokens"_L1)),
        .totalTokens = std::nullopt,
        .cachedTokens = readInteger(usage.value("cache_read_input_tokens"_L1)),
        .reasoningTokens = std::nullopt,
        .creditsUsed = std::nullopt,
        .creditsRemaining = std::nullopt};
}

void readHead(const QJsonObject &message, Delta &delta)
{
    delta.model = message.value("model"_L1).toString();
    delta.id = message.value("id"_L1).toString();
    delta.usage = readUsage(message.value("usage"_L1));
}

void readStart(const QJsonObject &message, Delta &delta)
{
    readHead(message, delta);
    if (delta.usage)
        delta.usage->outputTokens.reset();
}

ReasoningPart readThinking(const QJsonObject &block)
{
    return {.text = block.value(Thinking).toString(), .seal = block.value("signature"_L1).toString()};
}

/// The JSON text of a member of an object.
QByteArray writtenMember(QByteArrayView object, QStringView name)
{
    const auto document = JsonDocument::read(object.toByteArray());
    const auto member = document ? document->root().member(name) : std::nullopt;
    return member ? member->text().toByteArray() : QByteArray();
}

/// A call's block with the input that arrived after its beginning.
QByteArray withInput(const QByteArray &block, const QByteArray &input)
{
    const auto read = JsonDocument::read(input);
    if (!read || read->root().kind() != JsonValueView::Kind::Object)
        return block;
    JsonObjectWriter whole;
    whole.setMembers(block);
    whole.setWritten(u"input"_s, input);
    return whole.toJson();
}

/// The JSON texts of the content blocks in a whole answer.
QList<QByteArray> writtenBlocks(const QByteArray &body)
{
    QList<QByteArray> blocks;
    const auto document = JsonDocument::read(writtenMember(body, u"content"));
    if (!document)
        return blocks;
    for (const JsonValueView &block : document->root().children())
        blocks.append(block.text().toByteArray());
    return blocks;
}

void readEnd(const QJsonObject &frame, Delta &delta)
{
    delta.finishReason = frame.value("delta"_L1).toObject().value("stop_reason"_L1).toString();
    delta.usage = readUsage(frame.value("usage"_L1));
}

} // namespace

QList<Delta> MessagesDecoder::decodeFrame(
    const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text)
{
    const QString named = typeOf(frame);
    const QString type = named.isEmpty() ? QString::fromUtf8(eventType) : named;
    const qint64 index = readInteger(frame.value("index"_L1)).value_or(0);
    Delta delta;
    if (type == "message_start"_L1)
        readStart(frame.value("message"_L1).toObject(), delta);
    else if (type == "content_block_start"_L1)
        beginBlock(
            index, frame.value("content_block"_L1).toObject(), writtenMember(text, u"content_block"), delta);
    else if (type == "content_block_delta"_L1)
        addToBlock(index, frame.value("delta"_L1).toObject(), delta);
    else if (type == "content_block_stop"_L1)
        endBlock(index, delta);
    else if (type == "message_delta"_L1)
        readEnd(frame, delta);
    else if (type == "message_stop"_L1)
        delta.end = true;
    return delta == Delta() ? QList<Delta>() : QList{delta};
}

void MessagesDecoder::beginBlock(
    qint64 index, const QJsonObject &content, const QByteArray &written, Delta &delta)
{
    Block block;
    block.type = typeOf(content);
    if (block.type == Text)
        delta.text += content.value(Text).toString();
    else if (block.type == Thinking)
        block.reasoning = readThinking(content);
    else if (block.type == RedactedThinking)
        block.reasoning = {.text = {}, .seal = content.value("data"_L1).toString(), .redacted = true};
    else if (block.type == ToolUse)
        beginCall(content, block, delta);
    else if (!block.type.isEmpty())
        block.other = written;
    delta.reasoning += block.reasoning.text;
    m_open.insert_or_assign(index, block);
}

void MessagesDecoder::beginCall(const QJsonObject &content, Block &block, Delta &delta)
{
    block.arguments = content.value("input"_L1).toObject();
    block.call = m_calls++;
    delta.toolCalls.append({.index = block.call,
        .id = content.value("id"_L1).toString(),
        .name = content.value("name"_L1).toString(),
        .arguments = {}});
}

/// If the beginning of a block was lost, its deltas give its type.
void MessagesDecoder::addToBlock(qint64 index, const QJsonObject &piece, Delta &delta)
{
    Block &block = m_open[index];
    const QString type = typeOf(piece);
    const auto isOf = [&block](QLatin1StringView wanted) {
        return block.type.isEmpty() || block.type == wanted;
    };
    if (type == "text_delta"_L1 && isOf(Text)) {
        delta.text = piece.value(Text).toString();
    } else if (type == "thinking_delta"_L1 && isOf(Thinking)) {
        delta.reasoning = piece.value(Thinking).toString();
        block.reasoning.text += delta.reasoning;
    } else if (type == "signature_delta"_L1 && isOf(Thinking)) {
        block.reasoning.seal += piece.value("signature"_L1).toString();
    } else if (type == "input_json_delta"_L1 && block.type == ToolUse) {
        const QString arguments = piece.value("partial_json"_L1).toString();
        block.argumentsSeen = block.argumentsSeen || !arguments.isEmpty();
        if (!arguments.isEmpty())
            delta.toolCalls.append({.index = block.call, .id = {}, .name = {}, .arguments = arguments});
    } else if (type == "input_json_delta"_L1) {
        block.input += piece.value("partial_json"_L1).toString();
    }
}

void MessagesDecoder::endBlock(qint64 index, Delta &delta)
{
    const auto ended = m_open.extract(index);
    if (!ended)
        return;
    const Block &block = ended.mapped();
    if (block.type == ToolUse && !block.argumentsSeen)
        delta.toolCalls.append({.index = block.call,
            .id = {},
            .name = {},
            .arguments = QString::fromUtf8(writtenJson(block.arguments))});
    if (!block.reasoning.seal.isEmpty())
        delta.whole.append(block.reasoning);
    if (!block.other.isEmpty())
        delta.whole.append(OtherPart{QString::fromUtf8(withInput(block.other, block.input.toUtf8()))});
}

std::expected<QList<Delta>, ChatError> MessagesDecoder::decodeAnswer(const QByteArray &body)
{
    const std::optional<QJsonValue> json = readJson(body);
    const QJsonObject message = json.value_or(QJsonValue()).toObject();
    if (!message.value("content"_L1).isArray() || carriesError(message))
        return std::unexpected(notAnAnswer(u"Messages"_s, body));
    QList<Delta> deltas;
    const QList<QByteArray> written = writtenBlocks(body);
    const QJsonArray blocks = message.value("content"_L1).toArray();
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        Delta &delta = deltas.emplaceBack();
        beginBlock(0, blocks.at(i).toObject(), written.value(i), delta);
        endBlock(0, delta);
    }
    Delta &end = deltas.emplaceBack();
    readHead(message, end);
    end.finishReason = message.value("stop_reason"_L1).toString();
    end.end = true;
    return deltas;
}

} // namespace Parlance
