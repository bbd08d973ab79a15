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

/// Turns the events of one stream into deltas. One decoder reads one stream.
class StreamDecoder
{
public:
    virtual ~StreamDecoder() = default;

    /// What this event adds; several deltas for several choices, none for an event without meaning (a ping,
    /// an unknown type). A failure inside the stream is a delta with an error (FF-35, X-03).
    [[nodiscard]] virtual QList<Delta> decode(const SseEvent &event) = 0;
};

/// One wire format: how a request is spelled and an answer is read. Stateless, without I/O.
/// `wire/dialects/registry.h` has them all.
class Dialect
{
public:
    virtual ~Dialect() = default;

    /// The name used in files and on command lines: "chat-completions", "messages", "floopfloop",
    /// "floopfloop-generate".
    [[nodiscard]] virtual QString id() const = 0;
    /// Where a server has this format unless its own documentation says otherwise, e.g. "/v1/messages".
    [[nodiscard]] virtual QString usualPath() const = 0;
    /// The headers that the format itself demands; authentication is the gateway's.
    [[nodiscard]] virtual RawHeaders headers() const { return {}; }
    /// The body of the request, as compact JSON with its fields in the order of the documentation.
    [[nodiscard]] virtual QByteArray encode(const ChatRequest &request) const = 0;
    [[nodiscard]] virtual std::unique_ptr<StreamDecoder> streamDecoder() const = 0;
    /// True if a request that names no model is none.
    [[nodiscard]] virtual bool needsModel() const { return true; }
    /// True if the usage counts cached input beside the input tokens, not as a part of them.
    [[nodiscard]] virtual bool countsCacheBesideInput() const { return false; }
    /// What its servers refuse a request for.
    [[nodiscard]] virtual HistoryRules historyRules() const { return {}; }
    /// A whole answer that is not a stream, as the deltas that a stream of it would come to, the last of them
    /// with `end`.
    [[nodiscard]] virtual std::expected<QList<Delta>, ChatError> decodeAnswer(
        const QByteArray &body) const = 0;
};

} // namespace Parlance
