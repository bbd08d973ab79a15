// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialects/contentreading.h"
#include "wire/dialects/jsonframedecoder.h"

namespace Parlance {

/// Reads answers of FloopFloop: frames {"text"} and one {"usage","finishReason"} before "[DONE]" (FF-31 to
/// FF-34), or one object {"content","model","usage","finishReason"} (FF-17 to FF-21). A frame {"error":"..."}
/// reports a failure after status 200 (FF-35). What else a frame has is named once.
class FloopFloopDecoder : public JsonFrameDecoder
{
public:
    FloopFloopDecoder()
        : JsonFrameDecoder(QStringLiteral("FloopFloop"), EndMark::Done, Speed::LearnUsual)
    {
    }

protected:
    [[nodiscard]] bool knows(const QJsonObject &frame, const QByteArray &eventType) const override;
    [[nodiscard]] QList<Delta> decodeFrame(
        const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text) override;
    [[nodiscard]] std::optional<QList<Delta>> decodeWhole(
        const QJsonObject &answer, QByteArrayView text) override;
    [[nodiscard]] QList<Part> unreadIn(const QJsonObject &frame) override;

private:
    [[nodiscard]] Delta readFields(const QJsonObject &object, QLatin1StringView text);

    UnreadMembers m_unread;
};

} // namespace Parlance
