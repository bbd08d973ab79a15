// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace Parlance {

/// The wire format of FloopFloop's AI gateway, at both of its endpoints, which differ in the request only
/// (FF-30). They are two dialects, so that a gateway's profile chooses between them by name: "floopfloop" for
/// chat (FF-10 to FF-16), "floopfloop-generate" for a single prompt (FF-27 to FF-29).
///
/// The system prompt is a field, and messages with the role system join it, so that it is never sent in both
/// ways (FF-13). Tools, `top_p`, `stop` and `n` are not stated (FF-54) and not sent; turns that consist of
/// tool calls or of their results alone are left out.
///
/// A first question goes to generate exactly as it was written. A later one goes below the conversation so
/// far, each turn marked with who said it: a lane shows a conversation, so its next question may mean what
/// was said before. Where that is more than `MaxPromptChars`, the oldest turns are left out; the newest
/// question always goes whole.
class FloopFloop : public Dialect
{
public:
    enum class Endpoint { Chat, Generate };

    static constexpr qsizetype MaxPromptChars = 500'000; ///< FF-28, in UTF-16 code units

    explicit FloopFloop(Endpoint endpoint)
        : m_endpoint(endpoint)
    {
    }

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString usualPath() const override;
    [[nodiscard]] bool needsModel() const override { return false; } ///< FF-12, FF-29
    [[nodiscard]] QByteArray encode(const ChatRequest &request) const override;
    [[nodiscard]] std::unique_ptr<StreamDecoder> streamDecoder() const override;
    [[nodiscard]] std::expected<QList<Delta>, ChatError> decodeAnswer(const QByteArray &body) const override;

private:
    Endpoint m_endpoint;
};

} // namespace Parlance
