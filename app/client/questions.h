// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"

namespace Parlance {

/// True for a turn of the conversation that was not removed.
[[nodiscard]] bool isThere(const Conversation &conversation, Conversation::TurnId id);
/// True for a user's message.
[[nodiscard]] bool isQuestion(const Conversation &conversation, Conversation::TurnId id);
/// The turn itself if it is a question, or what it answers: a question, results of tools, a turn by hand or
/// an answer that went on; `Root` if there is none.
[[nodiscard]] Conversation::TurnId questionOf(const Conversation &conversation, Conversation::TurnId turn);
/// The last question, or results of tools, of the current path; `Root` if there is none.
[[nodiscard]] Conversation::TurnId lastQuestion(const Conversation &conversation);
/// The newest version of a reply that counts as an answer; `Root` if there is none.
[[nodiscard]] Conversation::TurnId answeredVersion(
    const Conversation &conversation, Conversation::TurnId reply);
/// The turn that the next question is added below: the end of the path, but for a last question without an
/// answer, whose sibling the next question becomes.
[[nodiscard]] Conversation::TurnId parentOfNext(const Conversation &conversation);

} // namespace Parlance
