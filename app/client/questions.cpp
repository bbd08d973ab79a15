// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/questions.h"

#include <algorithm>

namespace Parlance {

namespace {

/// A question, or results of tools.
bool isAsking(const Conversation &conversation, Conversation::TurnId id)
{
    return isThere(conversation, id) &&
           (isQuestion(conversation, id) || conversation.turn(id).message.role == Role::Tool);
}

} // namespace

bool isThere(const Conversation &conversation, Conversation::TurnId id)
{
    return id >= 0 && id < conversation.size() && !conversation.turn(id).removed;
}

bool isQuestion(const Conversation &conversation, Conversation::TurnId id)
{
    return isThere(conversation, id) && conversation.turn(id).message.role == Role::User;
}

Conversation::TurnId questionOf(const Conversation &conversation, Conversation::TurnId turn)
{
    if (!isThere(conversation, turn))
        return Conversation::Root;
    const Conversation::TurnId question =
        isAsking(conversation, turn) ? turn : conversation.turn(turn).parent;
    const bool goesOn =
        isThere(conversation, question) &&
        (conversation.turn(question).byHand || conversation.turn(turn).message.role == Role::Assistant);
    return isAsking(conversation, question) || goesOn ? question : Conversation::Root;
}

Conversation::TurnId lastQuestion(const Conversation &conversation)
{
    Conversation::TurnId id = conversation.last();
    while (id != Conversation::Root && !isAsking(conversation, id))
        id = conversation.turn(id).parent;
    return id;
}

Conversation::TurnId answeredVersion(const Conversation &conversation, Conversation::TurnId reply)
{
    const QList<Conversation::TurnId> versions = conversation.versions(reply);
    const auto found = std::find_if(versions.crbegin(), versions.crend(),
        [&conversation](Conversation::TurnId id) { return conversation.turn(id).reply().answers(); });
    return found == versions.crend() ? Conversation::Root : *found;
}

Conversation::TurnId parentOfNext(const Conversation &conversation)
{
    const Conversation::TurnId leaf = conversation.last();
    if (conversation.end() != leaf) // a question stays if its answer was removed
        return conversation.end();
    if (leaf == Conversation::Root || conversation.turn(leaf).reply().answers())
        return leaf;
    const bool stays = conversation.turn(leaf).byHand || conversation.turn(leaf).message.role == Role::Tool;
    if (stays) // without an answer, too
        return leaf;
    if (isQuestion(conversation, leaf)) // stopped before its reply started
        return conversation.turn(leaf).parent;
    const Conversation::TurnId version = answeredVersion(conversation, leaf);
    if (version != Conversation::Root)
        return version;
    const Conversation::TurnId question = conversation.turn(leaf).parent;
    const bool isAsked = question != Conversation::Root &&
                         conversation.turn(question).message.role == Role::User &&
                         !conversation.turn(question).byHand;
    return isAsked ? conversation.turn(question).parent : question; // a copied path omits removed questions
}

} // namespace Parlance
