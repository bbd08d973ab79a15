// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"
#include "client/target.h"
#include "gateways/gateway.h"
#include "wire/redaction.h"

#include <memory>

namespace Parlance {

/// One request and its result: what was asked, the bytes sent, the bytes received with their times, and the
/// reply decoded from them. Everything that shows an answer reads it from here.
///
/// A call grows while its exchange runs and does not change afterwards, except that its usage may follow (see
/// `Exchange`) and that `CallLog` may drop its bytes to save memory. The turns of conversations keep calls
/// alive; versions, branches and undo steps share them.
struct Call
{
    Gateway gateway;                  ///< the profile at the time of the request
    bool isDemo = false;              ///< the embedded gateway answered, not the real service
    bool isByHand = false;            ///< a person wrote the answer: nothing was sent, and nobody answered
    bool isReplay = false;            ///< a capture was played: nothing was sent, and nobody answered now
    const Dialect *dialect = nullptr; ///< of a chat; null for other calls
    ChatRequest request; ///< of a chat: as asked, before the gateway's shape; of a replay as read
                         ///< in the captured one; of another endpoint the model alone
    WireRequest sent;    ///< as sent, of a replay as captured; empty if nothing was sent
    Recording recording;
    bool bytesDropped = false; ///< the bytes sent and received were dropped to free memory
    Reply reply;               ///< of a chat: the recording decoded; of another endpoint how it was judged
};

/// A new call for this request, with nothing sent or received.
[[nodiscard]] std::shared_ptr<Call> callOf(const Target &target, const ChatRequest &request);

/// The call of an answer that a person wrote.
[[nodiscard]] std::shared_ptr<const Call> callByHand(const Message &answer);

/// The text of the last message of the request, the prompt of a chat; empty without one.
[[nodiscard]] QString promptOf(const Call &call);
/// The name of the parameter for which the server refused the call; empty if it names none that was sent.
[[nodiscard]] QLatin1StringView refusedParameter(const Call &call);
/// The keys that this call sends to a service. Those of the embedded gateway are public and not among them,
/// but tokens of MCP servers are.
[[nodiscard]] QList<Secret> keysOf(const Call &call);
/// Ends a call that was not sent, with the reason.
void refuse(Call &call, const ChatError &problem);
/// True if nothing more will be added to the call.
[[nodiscard]] bool hasEnded(const Call &call);
/// A copy of the call with every key masked, and the answer decompressed.
[[nodiscard]] Call redacted(const Call &call, const Redaction &redaction);
/// The memory that the bytes of the request and of the answer take, in bytes.
[[nodiscard]] qint64 heldBytes(const Call &call);
/// Drops the bytes of an ended call and the times at which they came. Keeps the head and how it ended.
void dropBytes(Call &call);

} // namespace Parlance
