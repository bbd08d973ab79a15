// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialects/chatcontent.h"
#include "wire/dialects/jsonframedecoder.h"

#include <map>

namespace Parlance {

/// Reads answers of Chat Completions, frame by frame or whole.
///
/// `ChatContent` reads what a choice says. Usage may come with any frame, also one without choices, in a
/// choice, or in its delta or message. In a stream, a `message` restates its choice. Deltas carry `model` and
/// `id` only when they change.
class ChatCompletionsDecoder : public JsonFrameDecoder
{
public:
    static constexpr int MaxChoices = 128; ///< choices with an index from here on are only named

    ChatCompletionsDecoder()
        : JsonFrameDecoder(QStringLiteral("Chat Completions"), EndMark::Done, Speed::LearnUsual)
    {
    }

protected:
    [[nodiscard]] bool knows(const QJsonObject &frame, const QByteArray &eventType) const override;
    [[nodiscard]] QList<Delta> decodeFrame(
        const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text) override;
    [[nodiscard]] std::optional<QList<Delta>> decodeWhole(
        const QJsonObject &answer, QByteArrayView text) override;

private:
    /// What a message is: all of its choice so far, or the only content of it.
    enum class Telling { Restates, IsNew };

    [[nodiscard]] QList<Delta> decodeChoices(const QJsonObject &frame, Telling telling);
    [[nodiscard]] QList<Delta> decodeChoice(const QJsonObject &choice, int place, Telling telling);
    [[nodiscard]] QList<Delta> unreadChoice(const QJsonObject &choice);
    [[nodiscard]] QList<Part> unreadLists(const QJsonObject &frame);
    void addHead(const QJsonObject &frame, QList<Delta> &deltas);

    struct ChoiceParts
    {
        ChatContent content;
        ToolCallSlots calls;
    };

    QString m_model;
    QString m_id;
    std::map<int, ChoiceParts> m_choices; ///< by index
    UnreadMembers m_unread;               ///< of the frames
};

} // namespace Parlance
