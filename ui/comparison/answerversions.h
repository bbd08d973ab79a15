// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "measure/metrics.h"

namespace Parlance {

/// An answer to one version of a question: one request and what came of it.
struct AnswerVersion
{
    Conversation::TurnId turn = Conversation::Root; ///< of the answer
    QString name = {};                              ///< "2 · gpt-4o", numbered in order of arrival
    std::shared_ptr<const Call> call = {};
    QString text = {}; ///< of the answer, with its tool calls
    Metrics metrics = {};
    bool isShown = false; ///< on the current path
};

/// All ended answers to all versions of a question, oldest first; `turn` is the question or an answer to it.
/// Those that a person wrote are left out.
[[nodiscard]] QList<AnswerVersion> answerVersions(
    const Conversation &conversation, Conversation::TurnId turn);

/// The newest turn of the current path that has several such answers; `Root` if there is none.
[[nodiscard]] Conversation::TurnId lastWithAnswerVersions(const Conversation &conversation);

} // namespace Parlance
