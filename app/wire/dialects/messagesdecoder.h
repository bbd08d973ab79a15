// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialects/contentreading.h"
#include "wire/dialects/jsonframedecoder.h"

#include <map>

namespace Parlance {

/// Reads answers of Messages, event by event or whole (RA-28, RA-30, RA-31).
///
/// The field `type` of an event's data gives its type, or else the event's name. Text and reasoning come from
/// blocks and from deltas, which name what they are, and tool calls from `tool_use` blocks; calls that the
/// server runs itself (`server_tool_use`, `mcp_tool_use`) are not for the client. A block of any other type
/// becomes an `OtherPart` when it ends: its first content and, for a call, the input that arrived in pieces.
/// Deltas of unknown types, and members of blocks and deltas that nobody reads, are named once; events of
/// unknown types are ignored. A signed thinking block and a redacted one are also
/// returned as a whole, because they may have to be sent back.
///
/// The numbers in `message_delta` replace those in `message_start`, whose output count is ignored, because
/// there is no output yet.
class MessagesDecoder : public JsonFrameDecoder
{
public:
    MessagesDecoder()
        : JsonFrameDecoder(QStringLiteral("Messages"), EndMark::None, Speed::EachFrame)
    {
    }

protected:
    [[nodiscard]] bool knows(const QJsonObject &frame, const QByteArray &eventType) const override;
    [[nodiscard]] QList<Delta> decodeFrame(
        const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text) override;
    [[nodiscard]] std::optional<QList<Delta>> decodeWhole(
        const QJsonObject &answer, QByteArrayView text) override;

private:
    /// A content block that has begun.
    struct Block
    {
        QString type;
        QString arguments; ///< of a call, unless they arrive in pieces
        bool argumentsSeen = false;
        int call = 0; ///< the call's index among the calls
        ReasoningPart reasoning;
        QByteArray other; ///< of another type: its first content, as received
        QString input;    ///< input that arrived in pieces, unless the block is a call
    };

    void beginBlock(qint64 index, const QJsonObject &content, const QByteArray &written, Delta &delta);
    void beginCall(const QJsonObject &content, const QByteArray &written, Block &block, Delta &delta);
    [[nodiscard]] Block *inputBlock(std::optional<qint64> index);
    [[nodiscard]] Block &blockOf(std::optional<qint64> index, bool isInput);
    void addToBlock(std::optional<qint64> index, const QJsonObject &piece, Delta &delta);
    void endBlock(qint64 index, Delta &delta);
    void tellEnd(const Block &block, Delta &delta);
    void readStop(const QJsonObject &frame, Delta &delta);

    std::map<qint64, Block> m_open; ///< by their index on the wire
    qint64 m_newest = 0;            ///< the index of the block that began last
    int m_calls = 0;
    UnreadMembers m_unread;
};

} // namespace Parlance
