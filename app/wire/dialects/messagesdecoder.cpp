// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/messagesdecoder.h"

#include "wire/dialects/usagereading.h"
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

/// True for the deltas that this program reads; one without a type is read by its fields.
bool isKnownDelta(const QString &type)
{
    return type.isEmpty() || type == "text_delta"_L1 || type == "thinking_delta"_L1 ||
           type == "signature_delta"_L1 || type == "input_json_delta"_L1;
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
QList<QByteArray> writtenBlocks(QByteArrayView body)
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

bool MessagesDecoder::knows(const QJsonObject &frame, const QByteArray &eventType) const
{
    const QString type = typeOf(frame).isEmpty() ? QString::fromUtf8(eventType) : typeOf(frame);
    return type.startsWith("content_block_"_L1) || type.startsWith("message_"_L1) || type == "ping"_L1;
}

QList<Delta> MessagesDecoder::decodeFrame(
    const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text)
{
    const QString named = typeOf(frame);
    const QString type = named.isEmpty() ? QString::fromUtf8(eventType) : named;
    const std::optional<qint64> index = readInteger(frame.value("index"_L1));
    Delta delta;
    if (type == "message_start"_L1)
        readStart(frame.value("message"_L1).toObject(), delta);
    else if (type == "content_block_start"_L1)
        beginBlock(index.value_or(m_newest + 1), frame.value("content_block"_L1).toObject(),
            writtenMember(text, u"content_block"), delta);
    else if (type == "content_block_delta"_L1)
        addToBlock(index, frame.value("delta"_L1).toObject(), delta);
    else if (type == "content_block_stop"_L1)
        endBlock(index.value_or(m_newest), delta);
    else if (type == "message_delta"_L1)
        readEnd(frame, delta);
    else if (type == "message_stop"_L1)
        readStop(delta);
    return delta == Delta() ? QList<Delta>() : QList{delta};
}

/// Ends the blocks whose end did not come and that are whole all the same.
void MessagesDecoder::readStop(Delta &delta)
{
    for (auto &[index, block] : m_open) {
        if (!block.arguments.isEmpty() || !block.reasoning.seal.isEmpty() || !block.other.isEmpty())
            tellEnd(block, delta);
    }
    m_open.clear();
    delta.end = true;
}

/// The open block with this index; for input or without an index the newest, if it is open; else a new one.
MessagesDecoder::Block &MessagesDecoder::blockOf(std::optional<qint64> index, bool isInput)
{
    const bool isOpen = index && m_open.contains(*index);
    const bool isNewest = !isOpen && (isInput || !index) && m_open.contains(m_newest);
    return m_open[isNewest ? m_newest : index.value_or(m_newest)];
}

void MessagesDecoder::beginBlock(
    qint64 index, const QJsonObject &content, const QByteArray &written, Delta &delta)
{
    endBlock(index, delta); // its end was lost, or its index is used twice
    m_newest = index;
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

/// A delta names what it is, whatever its block is called.
void MessagesDecoder::addToBlock(std::optional<qint64> index, const QJsonObject &piece, Delta &delta)
{
    if (!isKnownDelta(typeOf(piece)))
        return;
    Block &block = blockOf(index, piece.contains("partial_json"_L1));
    delta.text = piece.value(Text).toString();
    delta.reasoning = piece.value(Thinking).toString();
    block.reasoning.text += delta.reasoning;
    block.reasoning.seal += piece.value("signature"_L1).toString();
    const QString arguments = piece.value("partial_json"_L1).toString();
    if (block.type != ToolUse)
        block.input += arguments;
    else if (!arguments.isEmpty())
        delta.toolCalls.append({.index = block.call, .id = {}, .name = {}, .arguments = arguments});
    block.argumentsSeen = block.argumentsSeen || !arguments.isEmpty();
}

void MessagesDecoder::endBlock(qint64 index, Delta &delta)
{
    if (const auto ended = m_open.extract(index))
        tellEnd(ended.mapped(), delta);
}

/// Adds what is known only at a block's end.
void MessagesDecoder::tellEnd(const Block &block, Delta &delta)
{
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

std::optional<QList<Delta>> MessagesDecoder::decodeWhole(const QJsonObject &answer, QByteArrayView text)
{
    if (!answer.value("content"_L1).isArray())
        return std::nullopt;
    QList<Delta> deltas;
    const QList<QByteArray> written = writtenBlocks(text);
    const QJsonArray blocks = answer.value("content"_L1).toArray();
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        Delta &delta = deltas.emplaceBack();
        beginBlock(0, blocks.at(i).toObject(), written.value(i), delta);
        endBlock(0, delta);
    }
    Delta &end = deltas.emplaceBack();
    readHead(answer, end);
    end.finishReason = answer.value("stop_reason"_L1).toString();
    return deltas;
}

} // namespace Parlance
