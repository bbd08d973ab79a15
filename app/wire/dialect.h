// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "chat/delta.h"
#include "wire/answerhead.h"
#include "wire/historycheck.h"
#include "wire/sseevent.h"

#include <expected>
#include <memory>

namespace Parlance {

/// Decodes the events of one stream into deltas. One decoder reads one stream.
class StreamDecoder
{
public:
    virtual ~StreamDecoder() = default;

    /// The deltas of this event: one for each choice it changes, none for an event without content (a ping,
    /// an unknown type). A failure inside the stream is a delta with an error (FF-35, X-03).
    [[nodiscard]] virtual QList<Delta> decode(const SseEvent &event) = 0;

    /// The error of a stream that is over if something came and nothing of it was understood, or if words
    /// instead of content ended it. The decoder adds it to the end mark itself.
    [[nodiscard]] virtual std::optional<ChatError> complaint() const = 0;
};

/// One wire format: encodes requests and decodes answers. Stateless, without I/O. `wire/dialects/registry.h`
/// lists all dialects.
class Dialect
{
public:
    virtual ~Dialect() = default;

    /// The name in files and on command lines: "chat-completions", "messages", "floopfloop",
    /// "floopfloop-generate".
    [[nodiscard]] virtual QString id() const = 0;
    /// The path of this format on servers that document no other, e.g. "/v1/messages".
    [[nodiscard]] virtual QString usualPath() const = 0;
    /// The headers that the format requires; authentication belongs to the gateway.
    [[nodiscard]] virtual RawHeaders headers() const { return {}; }
    /// Those that this request needs besides.
    [[nodiscard]] virtual RawHeaders headersFor(const ChatRequest &) const { return {}; }
    /// The body of the request as compact JSON, with the fields in the order of the documentation.
    [[nodiscard]] virtual QByteArray encode(const ChatRequest &request) const = 0;
    [[nodiscard]] virtual std::unique_ptr<StreamDecoder> streamDecoder() const = 0;
    /// True if the dialect has a field for the format of the answer; `encode()` leaves out what it has none
    /// for.
    [[nodiscard]] virtual bool takes(const AnswerFormat &format) const { return format.isText(); }
    /// True if the dialect has a field for MCP servers; `encode()` leaves them out if not.
    [[nodiscard]] virtual bool takesMcp() const { return false; }
    /// True if every request must name a model.
    [[nodiscard]] virtual bool needsModel() const { return true; }
    /// True if input tokens do not include cached input tokens.
    [[nodiscard]] virtual bool countsCacheBesideInput() const { return false; }
    /// The name of the parameter that a field of the body carries, e.g. "thinking.budget_tokens"; empty for
    /// other fields.
    [[nodiscard]] virtual QLatin1StringView parameterOf(QStringView field) const = 0;
    /// The rules for the messages of a request.
    [[nodiscard]] virtual HistoryRules historyRules() const { return {}; }
    /// A whole answer that is not a stream, as the deltas that a stream would give; the last one has `end`.
    [[nodiscard]] virtual std::expected<QList<Delta>, ChatError> decodeAnswer(
        const QByteArray &body) const = 0;
};

} // namespace Parlance
