// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace Parlance {

/// The wire format of FloopFloop's AI gateway. Its two endpoints differ only in the request (FF-30). Each is
/// a dialect, so that a profile names one: "floopfloop" for chat (FF-10 to FF-16), "floopfloop-generate" for
/// a single prompt (FF-27 to FF-29).
///
/// The system prompt is a field, and messages with the role system join it, so that it is never sent both
/// ways (FF-13). Tools, `top_p`, `stop` and `n` are not documented (FF-54) and not sent; turns with only tool
/// calls or their results are left out, and so are images and documents. A text file is part of the text.
///
/// The generate endpoint gets a first question exactly as written. A later question follows the conversation
/// so far, each turn marked with its speaker, because it may refer to earlier turns. If this exceeds
/// `MaxPromptChars`, the oldest turns are left out; the newest question is always sent whole.
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
    [[nodiscard]] QLatin1StringView parameterOf(QStringView field) const override;
    [[nodiscard]] std::unique_ptr<StreamDecoder> streamDecoder() const override;
    [[nodiscard]] std::expected<QList<Delta>, ChatError> decodeAnswer(const QByteArray &body) const override;

private:
    Endpoint m_endpoint;
};

} // namespace Parlance
