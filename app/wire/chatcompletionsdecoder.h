// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"
#include "wire/toolcallslots.h"

#include <QJsonObject>
#include <map>

namespace Parlance {

/// Reads answers of Chat Completions, frame by frame or whole.
///
/// Content is a string, null or a list of parts; reasoning is `reasoning_content`, `reasoning` or a part;
/// usage may come with any frame, also one without choices. `model` and `id` are told when they change, not
/// with every delta.
///
/// A frame that is not JSON is tried line by line, because a server or a proxy may have lost the blank lines
/// (RL-18). A line that is no JSON either is passed over (a ping, a comment in the wrong place), unless it
/// begins like an object: then a piece of the answer is lost, and that is an error of kind `Protocol`. What
/// comes after it is still read.
class ChatCompletionsDecoder : public StreamDecoder
{
public:
    static constexpr int MaxChoices = 128; ///< a choice numbered beyond is dropped

    [[nodiscard]] QList<Delta> decode(const SseEvent &event) override;
    [[nodiscard]] std::expected<QList<Delta>, ChatError> decodeAnswer(const QByteArray &body);

private:
    [[nodiscard]] QList<Delta> decodeText(QByteArrayView text);
    [[nodiscard]] QList<Delta> decodeLines(QByteArrayView text);
    [[nodiscard]] QList<Delta> decodeFrame(const QJsonObject &frame);
    [[nodiscard]] QList<Delta> decodeChoices(const QJsonObject &frame);
    [[nodiscard]] std::optional<Delta> decodeChoice(const QJsonObject &choice, int place);
    void addHead(const QJsonObject &frame, QList<Delta> &deltas);

    QString m_model;
    QString m_id;
    std::map<int, ToolCallSlots> m_toolCalls; ///< by choice
};

} // namespace Parlance
