// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/messagesdecoder.h"

#include "wire/dialects/contentreading.h"
#include "wire/dialects/usagereading.h"
#include "wire/json.h"
#include "wire/jsonobjectwriter.h"
#include "wire/jsonreading.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr QLatin1StringView Text = "text"_L1;
constexpr QLatin1StringView Thinking = "thinking"_L1;
constexpr QLatin1StringView RedactedThinking = "redacted_thinking"_L1;
constexpr QLatin1StringView ToolUse = "tool_use"_L1;
constexpr QLatin1StringView NoInput = "{}"_L1;

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
}

/// Usage in an event, its delta or its message.
std::optional<Usage> usageIn(const QJsonObject &frame)
{
    return usageOf({frame, frame.value("delta"_L1).toObject(), frame.value("message"_L1).toObject()});
}

void readStart(const QJsonObject &frame, Delta &delta)
{
    readHead(frame.value("message"_L1).toObject(), delta);
    delta.usage = usageIn(frame);
    if (delta.usage)
        delta.usage->outputTokens.reset();
}

ReasoningPart readThinking(const QJsonObject &block)
{
    return {.text = wordsIn(block.value(Thinking)), .seal = block.value("signature"_L1).toString()};
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
    if (document->root().kind() == JsonValueView::Kind::Object)
        return {document->text()};
    for (const JsonValueView &block : document->root().children())
        blocks.append(block.text().toByteArray());
    return blocks;
}

void readEnd(const QJsonObject &frame, Delta &delta)
{
    delta.finishReason = frame.value("delta"_L1).toObject().value("stop_reason"_L1).toString();
    delta.usage = usageIn(frame);
}

/// The delta of an event; one that is no object is text.
QJsonObject pieceIn(const QJsonObject &frame)
{
    const QJsonValue piece = frame.value("delta"_L1);
    return piece.isString() || piece.isArray() ? QJsonObject{{Text, piece}} : piece.toObject();
}

/// The blocks of a whole answer, or a single one.
QJsonArray blocksIn(const QJsonObject &answer)
{
    const QJsonValue content = answer.value("content"_L1);
    return content.isArray() ? content.toArray() : QJsonArray{content};
}

/// A block; a string is the text of one.
QJsonObject blockIn(const QJsonValue &value)
{
    return value.isString() ? QJsonObject{{u"type"_s, Text}, {Text, value}} : value.toObject();
}

bool isReadMember(const QString &name)
{
    return name == Text || name == Thinking || name == "data"_L1 || name == "input"_L1 ||
           name == "partial_json"_L1;
}

/// JSON without the white space between its signs.
QByteArray withoutBlanks(QByteArrayView json)
{
    QByteArray compact;
    bool isInString = false;
    bool isEscaped = false;
    for (const char byte : json) {
        if (byte == '"' && !isEscaped)
            isInString = !isInString;
        isEscaped = byte == '\\' && !isEscaped;
        if (isInString || !QByteArrayView(" \t\r\n").contains(byte))
            compact += byte;
    }
    return compact;
}

/// The input of a call, its numbers as they are written; some servers send it as a string.
QString readInput(const QJsonObject &content, const QByteArray &written)
{
    const QJsonValue input = content.value("input"_L1);
    if (!input.toString().isEmpty())
        return input.toString();
    return input.toObject().isEmpty() ? QString(NoInput)
                                      : QString::fromUtf8(withoutBlanks(writtenMember(written, u"input")));
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
        readStart(frame, delta);
    else if (type == "content_block_start"_L1)
        beginBlock(index.value_or(m_newest + 1), frame.value("content_block"_L1).toObject(),
            writtenMember(text, u"content_block"), delta);
    else if (type == "content_block_delta"_L1)
        addToBlock(index, pieceIn(frame), delta);
    else if (type == "content_block_stop"_L1)
        endBlock(index.value_or(m_newest), delta);
    else if (type == "message_delta"_L1)
        readEnd(frame, delta);
    else if (type == "message_stop"_L1)
        readStop(frame, delta);
    return delta == Delta() ? QList<Delta>() : QList{delta};
}

/// Ends the blocks whose end did not come and that are whole all the same.
void MessagesDecoder::readStop(const QJsonObject &frame, Delta &delta)
{
    delta.usage = usageIn(frame);
    for (auto &[index, block] : m_open) {
        if (block.type != ToolUse || block.arguments != NoInput)
            tellEnd(block, delta);
    }
    m_open.clear();
    delta.end = true;
}

/// The open block to which input belongs: that with this index, or the newest, or any, if it is neither text
/// nor reasoning.
MessagesDecoder::Block *MessagesDecoder::inputBlock(std::optional<qint64> index)
{
    const auto takesInput = [](const auto &entry) {
        const QString &type = entry.second.type;
        return type != Text && type != Thinking && type != RedactedThinking;
    };
    for (const qint64 place : {index.value_or(m_newest), m_newest}) {
        if (const auto open = m_open.find(place); open != m_open.end() && takesInput(*open))
            return &open->second;
    }
    const auto last = std::find_if(m_open.rbegin(), m_open.rend(), takesInput);
    return last == m_open.rend() ? nullptr : &last->second;
}

/// The open block with this index; for input or without an index the newest, if it is open; else a new one.
MessagesDecoder::Block &MessagesDecoder::blockOf(std::optional<qint64> index, bool isInput)
{
    if (Block *block = isInput ? inputBlock(index) : nullptr)
        return *block;
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
        delta.text += wordsIn(content.value(Text));
    else if (block.type == Thinking)
        block.reasoning = readThinking(content);
    else if (block.type == RedactedThinking)
        block.reasoning = {.text = {}, .seal = content.value("data"_L1).toString(), .redacted = true};
    else if (block.type == ToolUse)
        beginCall(content, written, block, delta);
    else if (!block.type.isEmpty())
        block.other = written;
    delta.reasoning += block.reasoning.text;
    if (block.other.isEmpty())
        m_unread.addAllBut(isReadMember, content, delta.whole);
    m_open.insert_or_assign(index, block);
}

void MessagesDecoder::beginCall(
    const QJsonObject &content, const QByteArray &written, Block &block, Delta &delta)
{
    block.arguments = readInput(content, written);
    block.call = m_calls++;
    delta.toolCalls.append({.index = block.call,
        .id = content.value("id"_L1).toString(),
        .name = content.value("name"_L1).toString(),
        .arguments = {}});
}

/// A delta names what it is, whatever its block is called.
void MessagesDecoder::addToBlock(std::optional<qint64> index, const QJsonObject &piece, Delta &delta)
{
    if (const QString type = typeOf(piece); !isKnownDelta(type))
        return m_unread.add(type, piece, delta.whole);
    if (piece.size() > 2) // its type and its content
        m_unread.addAllBut(isReadMember, piece, delta.whole);
    Block &block = blockOf(index, piece.contains("partial_json"_L1));
    delta.text = wordsIn(piece.value(Text));
    delta.reasoning = wordsIn(piece.value(Thinking));
    block.reasoning.text += delta.reasoning;
    block.reasoning.seal += piece.value("signature"_L1).toString();
    const QJsonValue input = piece.value("partial_json"_L1);
    const QString arguments = input.isObject() ? QString::fromUtf8(writtenJson(input)) : input.toString();
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
        delta.toolCalls.append({.index = block.call, .id = {}, .name = {}, .arguments = block.arguments});
    if (!block.reasoning.seal.isEmpty())
        delta.whole.append(block.reasoning);
    if (!block.other.isEmpty())
        delta.whole.append(OtherPart{QString::fromUtf8(withInput(block.other, block.input.toUtf8()))});
    else if (block.input != NoInput)
        m_unread.add(u"partial_json"_s, block.input, delta.whole);
}

std::optional<QList<Delta>> MessagesDecoder::decodeWhole(const QJsonObject &answer, QByteArrayView text)
{
    const QJsonValue content = answer.value("content"_L1);
    const bool isSingle = content.isString() || content.isObject();
    if (!content.isArray() && (!isSingle || typeOf(answer) != "message"_L1))
        return std::nullopt;
    QList<Delta> deltas;
    const QList<QByteArray> written = writtenBlocks(text);
    const QJsonArray blocks = blocksIn(answer);
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        Delta &delta = deltas.emplaceBack();
        beginBlock(0, blockIn(blocks.at(i)), written.value(i), delta);
        endBlock(0, delta);
    }
    Delta &end = deltas.emplaceBack();
    readHead(answer, end);
    end.usage = readUsage(answer.value("usage"_L1));
    end.finishReason = answer.value("stop_reason"_L1).toString();
    return deltas;
}

} // namespace Parlance
