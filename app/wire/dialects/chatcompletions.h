// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace Parlance {

/// The wire format of OpenAI's Chat Completions, which Ruflo, RuAPI, RoraOS and ru-llm speak (RF-04 to RF-21,
/// RA-17).
///
/// What is not set is not sent, but for `stream`, which is always sent (RF-13). Reading is tolerant: every
/// level is optional (RF-15, RF-17), and what is unknown is passed over. See ChatCompletionsDecoder for the
/// answer's side.
class ChatCompletions : public Dialect
{
public:
    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString usualPath() const override;
    [[nodiscard]] QByteArray encode(const ChatRequest &request) const override;
    [[nodiscard]] HistoryRules historyRules() const override { return {.callsNeedResults = true}; }
    [[nodiscard]] std::unique_ptr<StreamDecoder> streamDecoder() const override;
    [[nodiscard]] std::expected<QList<Delta>, ChatError> decodeAnswer(const QByteArray &body) const override;
};

} // namespace Parlance
