// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace Parlance {

/// The wire format of OpenAI's Chat Completions, used by Ruflo, RuAPI, RoraOS and ru-llm (RF-04 to RF-21,
/// RA-17).
///
/// A message with images or documents has its content in parts, any other as one text (B-41). A text
/// file becomes a text, after a line with its name if that is sent.
///
/// Unset members are not sent, except `stream`, which is always sent (RF-13). Reading is tolerant: every
/// level is optional (RF-15, RF-17), and unknown fields are ignored. See ChatCompletionsDecoder for answers.
class ChatCompletions : public Dialect
{
public:
    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString usualPath() const override;
    [[nodiscard]] QByteArray encode(const ChatRequest &request) const override;
    [[nodiscard]] QLatin1StringView parameterOf(QStringView field) const override;
    [[nodiscard]] bool takes(const AnswerFormat &) const override { return true; } // B-21
    [[nodiscard]] HistoryRules historyRules() const override
    {
        return {.callsNeedResults = true, .takesPictures = true, .takesDocuments = true};
    }
    [[nodiscard]] std::unique_ptr<StreamDecoder> streamDecoder() const override;
    [[nodiscard]] std::expected<QList<Delta>, ChatError> decodeAnswer(const QByteArray &body) const override;
};

} // namespace Parlance
