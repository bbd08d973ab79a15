// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/conversation.h"

#include "wire/serverblock.h"

#include <algorithm>
#include <utility>

namespace Parlance {

namespace {

/// What variables left of a question may be blank. An answer's text is in its call.
bool isBlank(const Conversation::Turn &turn)
{
    return turn.message.role != Role::Assistant && turn.message.isBlank();
}

} // namespace

const Reply &Conversation::Turn::reply() const
{
    static const Reply none;
    return call ? call->reply : none;
}

Conversation::TurnId Conversation::append(TurnId parent, const Message &message)
{
    m_turns.push_back({.parent = parent, .message = message});
    m_leaf = size() - 1;
    return m_leaf;
}

Conversation::TurnId Conversation::append(TurnId parent, std::shared_ptr<const Call> call)
{
    Message message;
    message.role = Role::Assistant;
    m_turns.push_back({.parent = parent, .message = message, .call = std::move(call)});
    m_leaf = size() - 1;
    return m_leaf;
}

void Conversation::addChoices(TurnId answer)
{
    for (qsizetype choice = 1; choice < turn(answer).reply().choices.size(); ++choice) {
        Turn other = turn(answer);
        other.choice = choice;
        m_turns.push_back(std::move(other));
    }
}

Conversation::Turn Conversation::Turn::question(const Message &prompt, const QList<Variable> &variables)
{
    Turn turn{.message = filled(prompt, variables)};
    if (turn.message != prompt)
        turn.typed = prompt;
    return turn;
}

Conversation::Turn Conversation::Turn::written(const Message &message, const QList<Variable> &variables)
{
    if (message.role == Role::Assistant)
        return {.message = {.role = Role::Assistant}, .call = callByHand(message), .byHand = true};
    Turn turn = message.role == Role::Tool ? Turn{.message = message} : question(message, variables);
    turn.byHand = true;
    return turn;
}

Conversation::TurnId Conversation::append(TurnId parent, Turn turn)
{
    turn.parent = parent;
    m_turns.push_back(std::move(turn));
    m_leaf = size() - 1;
    return m_leaf;
}

QList<Conversation::TurnId> Conversation::path() const
{
    QList<TurnId> turns;
    for (TurnId id = last(); id != Root; id = before(id))
        turns.append(id);
    std::ranges::reverse(turns);
    return turns;
}

QList<Conversation::TurnId> Conversation::versions(TurnId id) const
{
    QList<TurnId> siblings;
    const Turn &given = turn(id);
    const bool followsAnswer = given.parent != Root && turn(given.parent).message.role == Role::Assistant;
    for (TurnId other = given.parent + 1; other < size(); ++other) { // children come after their parents
        const Turn &candidate = turn(other);
        const bool isOnSameSide = followsAnswer || (candidate.message.role == Role::Assistant) ==
                                                       (given.message.role == Role::Assistant);
        if (candidate.parent == given.parent && isOnSameSide && !candidate.removed)
            siblings.append(other);
    }
    return siblings;
}

void Conversation::select(TurnId id)
{
    m_leaf = id;
    std::vector<bool> follows(m_turns.size());
    follows.at(static_cast<size_t>(id)) = true;
    // Children come after their parents, so one pass finds all descendants, the newest last.
    for (TurnId other = id + 1; other < size(); ++other) {
        const TurnId parent = turn(other).parent;
        follows[static_cast<size_t>(other)] = parent != Root && follows[static_cast<size_t>(parent)];
        if (follows[static_cast<size_t>(other)] && !turn(other).removed)
            m_leaf = other;
    }
}

bool Conversation::remove(TurnId id)
{
    if (!path().contains(id))
        return false;
    const bool isLast = id == last();
    QList<TurnId> others = versions(id);
    const qsizetype place = others.indexOf(id);
    others.removeAt(place);
    forget(id);
    if (isLast && !others.isEmpty())
        select(others.at(std::max<qsizetype>(0, place - 1)));
    showWhatIsLeft();
    return true;
}

bool Conversation::removeFrom(TurnId id)
{
    if (!path().contains(id))
        return false;
    std::vector<bool> below(m_turns.size());
    for (TurnId other = turn(id).parent + 1; other < size(); ++other) {
        const TurnId parent = turn(other).parent;
        below[static_cast<size_t>(other)] =
            parent == turn(id).parent || (parent != Root && below[static_cast<size_t>(parent)]);
        if (below[static_cast<size_t>(other)])
            forget(other);
    }
    m_leaf = id;
    showWhatIsLeft();
    return true;
}

bool Conversation::insert(TurnId after, const Message &message, const QList<Variable> &variables)
{
    const qsizetype place = path().indexOf(after) + 1;
    const Turn turn = Turn::written(message, variables);
    if (message.isBlank() || isBlank(turn) || (place == 0 && after != Root))
        return false;
    return replaceAfter(after, QList{turn} + shownFrom(place));
}

bool Conversation::rewrite(TurnId id, const Message &message, const QList<Variable> &variables)
{
    return !message.isBlank() && replace(id, Turn::written(message, variables));
}

bool Conversation::replace(TurnId id, const Turn &other)
{
    const qsizetype place = path().indexOf(id);
    if (isBlank(other) || place < 0)
        return false;
    return replaceAfter(turn(id).parent, QList{other} + shownFrom(place + 1));
}

bool Conversation::move(TurnId id, qsizetype places)
{
    const QList<TurnId> shown = path();
    const qsizetype from = shown.indexOf(id);
    const qsizetype to = from + places;
    if (from < 0 || to < 0 || to >= shown.size() || places == 0)
        return false;
    const qsizetype first = std::min(from, to);
    QList<Turn> turns = shownFrom(first);
    turns.move(from - first, to - first);
    for (Turn &moved : turns)
        moved.byHand = true;
    return replaceAfter(turn(shown.at(first)).parent, turns);
}

bool Conversation::addResults(TurnId id, const QString &text)
{
    const QList<TurnId> shown = path();
    qsizetype place = shown.indexOf(id);
    if (place < 0)
        return false;
    QStringList answered;
    while (place + 1 < shown.size() && turn(shown.at(place + 1)).message.role == Role::Tool)
        std::ranges::transform(
            turn(shown.at(++place)).message.results(), std::back_inserter(answered), &ToolResult::callId);
    QList<Turn> results;
    for (const ToolCall &call : messageOf(id).toolCalls()) {
        if (!answered.contains(call.id))
            results.append(Turn::written(Message::result(call.id, text)));
    }
    return replaceAfter(shown.at(place), results + shownFrom(place + 1));
}

/// The turns of the current path from this place on.
QList<Conversation::Turn> Conversation::shownFrom(qsizetype place) const
{
    QList<Turn> turns;
    for (const TurnId id : path().sliced(place))
        turns.append(turn(id));
    return turns;
}

/// Continues the path with copies of these turns.
bool Conversation::replaceAfter(TurnId parent, const QList<Turn> &turns)
{
    for (const Turn &turn : turns)
        parent = append(parent, turn);
    return true;
}

Conversation Conversation::upTo(TurnId end) const
{
    Conversation line;
    for (const TurnId id : path()) {
        if (id > end) // ids on a path only increase
            break;
        Turn copy = turn(id);
        copy.parent = line.m_leaf;
        line.m_turns.push_back(std::move(copy));
        ++line.m_leaf;
    }
    return line;
}

/// The turn, or the nearest turn before it that is not removed.
Conversation::TurnId Conversation::present(TurnId id) const
{
    while (id != Root && turn(id).removed)
        id = turn(id).parent;
    return id;
}

void Conversation::forget(TurnId id)
{
    Turn &turn = m_turns.at(static_cast<size_t>(id));
    Turn place;
    place.parent = turn.parent;
    place.message.role = turn.message.role;
    place.removed = true;
    turn = std::move(place);
}

void Conversation::showWhatIsLeft()
{
    if (!isEmpty())
        return;
    for (TurnId id = size(); id-- > 0;) {
        if (!turn(id).removed)
            return select(id);
    }
}

QList<Message> Conversation::messages(TurnId end) const
{
    QList<Message> messages;
    for (const TurnId id : turnsOfMessages(end))
        messages.append(messageOf(id));
    return messages;
}

QList<Conversation::TurnId> Conversation::turnsOfMessages(TurnId end) const
{
    QList<TurnId> turns;
    for (TurnId id = present(end); id != Root; id = before(id)) {
        const Choice &answer = turn(id).answer();
        const bool says = !answer.text().isEmpty() || !answer.toolCalls().isEmpty() ||
                          std::ranges::any_of(answer.parts, isServerPart);
        if (says || turn(id).message.role != Role::Assistant)
            turns.append(id);
    }
    std::ranges::reverse(turns);
    return turns;
}

Message Conversation::messageOf(TurnId id) const
{
    Message message = turn(id).message;
    if (message.role != Role::Assistant)
        return message;
    message.parts = turn(id).answer().wholeParts();
    if (turn(id).reply().state != Reply::State::Complete)
        dropOpenServerCalls(message.parts);
    return message;
}

void Conversation::clear()
{
    m_turns.clear();
    m_leaf = Root;
}

} // namespace Parlance
