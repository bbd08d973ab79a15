// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace Parlance {

/// The wire format of Anthropic's Messages, which is RuAPI's Claude side (RA-18 to RA-32). See
/// MessagesDecoder for the answer's side.
///
/// - The system prompt is a field (RA-22); messages with the role system join it.
/// - `max_tokens` is required (RA-24), so a request that has none gets `DefaultMaxTokens`, beside the tokens
///   for thinking, which count as output too.
/// - Turns of one role that follow each other become one message, as roles alternate here; the results of
///   tools go as blocks of the user's message.
/// - The parts of a turn go as blocks in their order. A text of white space alone, which servers refuse, is
///   left out beside other blocks.
/// - Sealed reasoning goes back where it led to tool calls, and only there.
/// - `n` is not sent: there is one answer.
class Messages : public Dialect
{
public:
    static constexpr int DefaultMaxTokens = 4096;

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString usualPath() const override;
    /// `anthropic-version` (RA-19).
    [[nodiscard]] RawHeaders headers() const override;
    [[nodiscard]] QByteArray encode(const ChatRequest &request) const override;
    [[nodiscard]] std::unique_ptr<StreamDecoder> streamDecoder() const override;
    [[nodiscard]] bool countsCacheBesideInput() const override { return true; }
    [[nodiscard]] HistoryRules historyRules() const override
    {
        return {.callsNeedResults = true, .beginsWithUser = true};
    }
    [[nodiscard]] std::expected<QList<Delta>, ChatError> decodeAnswer(const QByteArray &body) const override;
};

} // namespace Parlance
