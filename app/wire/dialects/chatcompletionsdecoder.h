// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialects/jsonframedecoder.h"
#include "wire/dialects/toolcallslots.h"

#include <map>

namespace Parlance {

/// Reads answers of Chat Completions, frame by frame or whole.
///
/// Content is a string, null or a list of parts; reasoning is `reasoning_content`, `reasoning` or a part;
/// usage may come with any frame, also one without choices. Deltas carry `model` and `id` only when they
/// change.
class ChatCompletionsDecoder : public JsonFrameDecoder
{
public:
    static constexpr int MaxChoices = 128; ///< choices with an index from here on are dropped

    ChatCompletionsDecoder()
        : JsonFrameDecoder(EndMark::Done, Speed::LearnUsual)
    {
    }

    [[nodiscard]] std::expected<QList<Delta>, ChatError> decodeAnswer(const QByteArray &body);

protected:
    [[nodiscard]] QList<Delta> decodeFrame(
        const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text) override;

private:
    [[nodiscard]] QList<Delta> decodeChoices(const QJsonObject &frame);
    [[nodiscard]] QList<Delta> decodeChoice(const QJsonObject &choice, int place);
    void addHead(const QJsonObject &frame, QList<Delta> &deltas);

    QString m_model;
    QString m_id;
    std::map<int, ToolCallSlots> m_toolCalls; ///< by choice
};

} // namespace Parlance
