// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "wire/dialects/registry.h"
#include "wire/replyassembler.h"

namespace Parlance {

/// An event of the Chat Completions dialect that brings this text.
inline QByteArray eventWith(const QByteArray &text)
{
    return R"(data: {"choices":[{"delta":{"content":")" + text + "\"}}]}\n\n";
}

/// A call that ended, and whose answer came in these pieces, 10 ms apart.
inline std::shared_ptr<Call> callWith(const QByteArrayList &pieces)
{
    auto call = std::make_shared<Call>();
    call->dialect = findDialect(QStringLiteral("chat-completions"));
    call->sent.url = QUrl(QStringLiteral("https://example.org/chat"));
    call->recording.head = {.status = 200, .headers = {}, .at = std::chrono::milliseconds(1)};
    Timing::Duration at = std::chrono::milliseconds(2);
    for (const QByteArray &piece : pieces)
        call->recording.append(piece, at += std::chrono::milliseconds(10));
    call->recording.end = {.at = at};
    call->reply = decoded(call->recording, *call->dialect, {});
    return call;
}

} // namespace Parlance
