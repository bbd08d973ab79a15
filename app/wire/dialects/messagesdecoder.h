// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialects/jsonframedecoder.h"

#include <map>

namespace Parlance {

/// Reads answers of Messages, event by event or whole (RA-28, RA-30, RA-31).
///
/// What an event is, its data says with `type`; where it does not, the event's own name counts. Text is what
/// text blocks hold, reasoning what thinking blocks hold, and a tool call is a block `tool_use`: calls that
/// the server makes itself (`server_tool_use`, `mcp_tool_use`) are none of the client's. A block of any other
/// type becomes an `OtherPart` when it ends: what its beginning said and, of a call, the input that came in
/// pieces. Deltas and events of an unknown type are passed over. A thinking block that ends with a signature,
/// and a redacted one, is also told as a whole, for it may have to be sent back.
///
/// The figures of `message_delta` replace those of `message_start`, whose count of the output, made before
/// there is any, is not taken.
class MessagesDecoder : public JsonFrameDecoder
{
public:
    MessagesDecoder()
        : JsonFrameDecoder(EndMark::None)
    {
    }

    [[nodiscard]] std::expected<QList<Delta>, ChatError> decodeAnswer(const QByteArray &body);

protected:
    [[nodiscard]] QList<Delta> decodeFrame(
        const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text) override;

private:
    /// A block of the content that has begun.
    struct Block
    {
        QString type;
        QJsonObject arguments; ///< of a call, unless they come in pieces
        bool argumentsSeen = false;
        int call = 0; ///< the call's place among the calls
        ReasoningPart reasoning;
        QByteArray other; ///< of a type that is not read: what it began with, as it came
        QString input;    ///< of such a call: the pieces of its arguments
    };

    void beginBlock(qint64 index, const QJsonObject &content, const QByteArray &written, Delta &delta);
    void beginCall(const QJsonObject &content, Block &block, Delta &delta);
    void addToBlock(qint64 index, const QJsonObject &piece, Delta &delta);
    void endBlock(qint64 index, Delta &delta);

    std::map<qint64, Block> m_open; ///< by their index on the wire
    int m_calls = 0;
};

} // namespace Parlance
