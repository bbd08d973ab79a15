// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace Parlance {

/// The wire format of Anthropic's Messages, RuAPI's Claude protocol (RA-18 to RA-32). See MessagesDecoder for
/// answers.
///
/// - The system prompt is a field (RA-22); messages with the role system join it.
/// - `max_tokens` is required (RA-24): a request without one gets `DefaultMaxTokens` plus the tokens for
///   thinking, which count as output, too.
/// - Consecutive turns of one role become one message, because roles alternate; results of tools become
///   blocks of the user's message.
/// - The parts of a turn become blocks in order. A text of only white space, which servers refuse, is left
///   out beside other blocks.
/// - Images are `image` blocks, documents and text files `document` blocks, with a title if their name is
///   sent (B-38, B-39).
/// - MCP servers are `mcp_servers`, and a toolset for each among the tools (B-02, B-03).
/// - Blocks of MCP servers that the gateway called are sent back as they came (B-08).
/// - Sealed reasoning is sent back only where it led to calls, of tools or of MCP servers.
/// - `n` is not sent: there is always one answer.
class Messages : public Dialect
{
public:
    static constexpr int DefaultMaxTokens = 4096;

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString usualPath() const override;
    /// `anthropic-version` (RA-19).
    [[nodiscard]] RawHeaders headers() const override;
    /// `anthropic-beta` with MCP servers (B-01).
    [[nodiscard]] RawHeaders headersFor(const ChatRequest &request) const override;
    [[nodiscard]] bool takesMcp() const override { return true; }
    [[nodiscard]] QByteArray encode(const ChatRequest &request) const override;
    [[nodiscard]] QLatin1StringView parameterOf(QStringView field) const override;
    /// A schema, but not any object.
    [[nodiscard]] bool takes(const AnswerFormat &format) const override
    {
        return format.kind != AnswerFormat::Kind::JsonObject;
    }
    [[nodiscard]] std::unique_ptr<StreamDecoder> streamDecoder() const override;
    [[nodiscard]] bool countsCacheBesideInput() const override { return true; }
    [[nodiscard]] HistoryRules historyRules() const override
    {
        return {
            .callsNeedResults = true, .beginsWithUser = true, .takesPictures = true, .takesDocuments = true};
    }
    [[nodiscard]] std::expected<QList<Delta>, ChatError> decodeAnswer(const QByteArray &body) const override;
};

} // namespace Parlance
