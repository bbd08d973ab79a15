// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"
#include "client/call.h"
#include "gateways/variable.h"

#include <vector>

namespace Parlance {

/// A conversation, in memory only (RF-30). Turns are added and do not change; the call of an answer grows
/// while its exchange runs. Copies of a conversation share the calls. Regenerating an answer or editing a
/// question adds a sibling, so every version stays. One path from a first turn to a leaf is the current path,
/// which is shown and sent.
///
/// A removed turn leaves an empty place: its content is forgotten, and it appears on no path and among no
/// versions. The turns after it stay, and its id is not used again.
class Conversation
{
public:
    using TurnId = qsizetype; ///< the index in order of arrival; stable for the life of the conversation
    static constexpr TurnId Root = -1;

    struct Turn
    {
        TurnId parent = Root;
        Message message;                       ///< empty for an assistant's turn, see `call`
        std::optional<Message> typed = {};     ///< if variables were filled in: the message before that
        std::shared_ptr<const Call> call = {}; ///< of an assistant's turn: the call with the answer
        qsizetype choice = 0;                  ///< which of the reply's answers this is
        bool removed = false;                  ///< an empty place
        bool byHand = false;                   ///< put there by hand: it stays, though nobody answers it

        /// The answer; an empty reply for other turns.
        [[nodiscard]] const Reply &reply() const;
        [[nodiscard]] const Choice &answer() const { return reply().at(choice); }
        /// The model that the request named; empty for other turns.
        [[nodiscard]] QString model() const { return call ? call->request.model : QString(); }

        /// The message before variables were filled in.
        [[nodiscard]] const Message &asTyped() const { return typed ? *typed : message; }

        /// A question, with these variables filled in.
        [[nodiscard]] static Turn question(const Message &prompt, const QList<Variable> &variables);
        /// A turn that a person wrote by hand, of any role. The variables are filled in where a prompt or a
        /// system prompt has them.
        [[nodiscard]] static Turn written(const Message &message, const QList<Variable> &variables = {});

        bool operator==(const Turn &) const = default;
    };

    /// Adds a message below `parent` and makes it the end of the current path.
    TurnId append(TurnId parent, const Message &message);
    /// Adds an assistant's turn below `parent` with this call and makes it the end of the current path.
    TurnId append(TurnId parent, std::shared_ptr<const Call> call);

    /// Adds a turn below `parent` and makes it the end of the current path.
    TurnId append(TurnId parent, Turn turn);

    /// Adds the further answers of an answer's reply as versions of it, if it has any (RL-11). The current
    /// path stays.
    void addChoices(TurnId answer);

    [[nodiscard]] const Turn &turn(TurnId id) const { return m_turns.at(static_cast<size_t>(id)); }
    [[nodiscard]] qsizetype size() const { return std::ssize(m_turns); }
    /// True if all turns were removed or none was added.
    [[nodiscard]] bool isEmpty() const { return last() == Root; }

    /// The turns of the current path, oldest first.
    [[nodiscard]] QList<TurnId> path() const;
    /// The last turn shown; `Root` if there is none.
    [[nodiscard]] TurnId last() const { return present(m_leaf); }
    /// The turn that the next turn is added below: the last turn shown, or a removed turn after it.
    [[nodiscard]] TurnId end() const { return m_leaf; }
    /// The turn before `id` on its path; `Root` if `id` is the first.
    [[nodiscard]] TurnId before(TurnId id) const { return present(turn(id).parent); }
    /// The versions of a turn: the turn and its siblings on the same side, oldest first. The model is one
    /// side; what it answers, questions and results of tools, is the other.
    [[nodiscard]] QList<TurnId> versions(TurnId id) const;
    /// Makes the newest path through `id` the current path.
    void select(TurnId id);
    /// Ends the current path at `id`, or before the first turn for `Root`. Removes nothing.
    void rewind(TurnId id) { m_leaf = id; }

    /// Removes one turn of the current path; the rest of the path stays. If it was the last turn, its nearest
    /// version takes its place. If the path would become empty, the newest remaining path is shown. As all
    /// changes below, it returns false and does nothing for a turn that is not on the path.
    bool remove(TurnId id);
    /// Removes a turn of the current path, its versions, and all turns after any of them.
    bool removeFrom(TurnId id);
    /// Puts a message of any role after a turn of the current path, or before the first for `Root`. As the
    /// next four, it keeps the path of before as a version. Returns false for a message that is blank, or is
    /// so when its variables are filled in, too.
    bool insert(TurnId after, const Message &message, const QList<Variable> &variables = {});
    /// Puts another message in the place of a turn of the current path.
    bool rewrite(TurnId id, const Message &message, const QList<Variable> &variables = {});
    /// The same for a whole turn.
    bool replace(TurnId id, const Turn &other);
    /// Moves a turn of the current path by so many places, towards the end if positive. Returns false if
    /// there is no such place.
    bool move(TurnId id, qsizetype places);
    /// Adds a result with this text for each call of a turn that has none, behind the results that are there.
    bool addResults(TurnId id, const QString &text);
    /// The current path up to and including `end`, as a new conversation. It renumbers the turns, and an
    /// answer whose question was removed follows the turn before that question.
    [[nodiscard]] Conversation upTo(TurnId end) const;

    /// The current path up to and including `end` as the messages of a request, without failed replies that
    /// have no content.
    [[nodiscard]] QList<Message> messages(TurnId end) const;
    /// The turns of these messages, in the same order.
    [[nodiscard]] QList<TurnId> turnsOfMessages(TurnId end) const;

    /// Forgets everything.
    void clear();

private:
    [[nodiscard]] TurnId present(TurnId id) const;
    [[nodiscard]] Message messageOf(TurnId id) const;
    [[nodiscard]] QList<Turn> shownFrom(qsizetype place) const;
    bool replaceAfter(TurnId parent, const QList<Turn> &turns);
    void forget(TurnId id);
    void showWhatIsLeft();

    std::vector<Turn> m_turns;
    TurnId m_leaf = Root;
};

} // namespace Parlance
