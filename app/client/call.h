// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"
#include "client/target.h"
#include "gateways/gateway.h"
#include "wire/redaction.h"

#include <memory>

namespace Parlance {

/// One request and what came of it: what was asked, as it was then, the bytes that went, the bytes that came
/// and when, and what they say. Everything that tells of a call reads it here.
///
/// It grows while its exchange runs. Once that has ended it changes no more, but for its bytes, which go when
/// the calls of this run take too much memory (see `CallLog`). It is kept by who shows it: a turn of a
/// conversation, and its copies in versions, branches and what can be undone.
struct Call
{
    Gateway gateway;                  ///< the profile, as it was
    bool isDemo = false;              ///< the embedded gateway answered, not the service itself
    const Dialect *dialect = nullptr; ///< how a chat is spelled; null if it is none
    ChatRequest request;              ///< of a chat: what was asked, before the gateway's shape
    WireRequest sent;                 ///< as it went; empty if nothing was sent
    Recording recording;
    bool bytesDropped = false; ///< the bytes that went and came are gone, to make room for other calls
    Reply reply;               ///< of a chat: what the recording says in this dialect
};

/// The call that would begin with this request: nothing has come of it.
[[nodiscard]] std::shared_ptr<Call> callOf(const Target &target, const ChatRequest &request);

/// Ends a call that was not sent, with the reason why.
void refuse(Call &call, const ChatError &problem);
/// True once nothing more comes of it.
[[nodiscard]] bool hasEnded(const Call &call);
/// The call without a key in anything that it holds.
[[nodiscard]] Call redacted(const Call &call, const Redaction &redaction);
/// The memory that its bytes take, those of its request and those that came.
[[nodiscard]] qint64 heldBytes(const Call &call);
/// Drops the bytes of an ended call. When they came and how it ended stays known.
void dropBytes(Call &call);

} // namespace Parlance
