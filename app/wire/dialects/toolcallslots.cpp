// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/toolcallslots.h"

#include "wire/jsonreading.h"

#include <algorithm>

namespace Parlance {

namespace {

bool isObject(const QString &arguments)
{
    return arguments.trimmed().endsWith(u'}') && readJson(arguments.toUtf8());
}

/// True for a piece that says nothing of a call.
bool isEmpty(const ToolCallPiece &piece)
{
    return piece.id.isEmpty() && piece.name.isEmpty() && piece.arguments.isEmpty();
}

bool namesNobody(const ToolCallPiece &piece)
{
    return piece.id.isEmpty() && piece.name.isEmpty();
}

/// True unless both are known and differ.
bool agree(const QString &one, const QString &other)
{
    return one.isEmpty() || other.isEmpty() || one == other;
}

} // namespace

void ToolCallSlots::Slot::add(const QString &piece)
{
    arguments += piece;
    for (const QChar letter : piece)
        nesting.add(letter);
}

bool ToolCallSlots::Slot::isWhole() const
{
    return nesting.isClosed() && isObject(arguments);
}

std::optional<ToolCallDelta> ToolCallSlots::take(const ToolCallPiece &piece)
{
    m_isShifted = m_isShifted || isBelowFirst(piece);
    const qsizetype place = find(piece);
    if (place < 0 && isEmpty(piece))
        return std::nullopt;
    Slot &slot = open(piece, place);
    const bool isRepeated = !piece.id.isEmpty() && !piece.name.isEmpty() &&
                            piece.arguments == slot.arguments && isObject(piece.arguments);
    ToolCallDelta delta = deltaOf(piece, slot);
    if (isRepeated)
        delta.arguments.clear();
    slot.add(delta.arguments);
    return delta;
}

QList<ToolCallDelta> ToolCallSlots::takeMessage(const QList<ToolCallPiece> &calls)
{
    QList<ToolCallDelta> deltas;
    const qsizetype known = m_slots.size();
    for (qsizetype place = 0; place < calls.size(); ++place) {
        const ToolCallPiece &call = calls.at(place);
        if (isEmpty(call))
            continue;
        Slot &slot = open(call, findWhole(call, place, known));
        deltas.append(deltaOf(call, slot));
        if (call.arguments.size() > slot.arguments.size())
            slot = {.number = slot.number, .id = slot.id, .name = slot.name, .arguments = {}};
        slot.add(call.arguments);
    }
    return deltas;
}

/// The call at this place, or the new one for -1.
ToolCallSlots::Slot &ToolCallSlots::open(const ToolCallPiece &piece, qsizetype place)
{
    if (place < 0) {
        place = m_slots.size();
        m_slots.append({.number = piece.number, .id = {}, .name = {}, .arguments = {}});
    }
    Slot &slot = m_slots[place];
    if (slot.id.isEmpty())
        slot.id = piece.id;
    if (!piece.name.isEmpty())
        slot.name = piece.name;
    return slot;
}

ToolCallDelta ToolCallSlots::deltaOf(const ToolCallPiece &piece, const Slot &slot) const
{
    return {.index = static_cast<int>(&slot - m_slots.constData()),
        .id = piece.id,
        .name = piece.name,
        .arguments = piece.arguments};
}

/// The place of the piece's call; -1 if it begins one.
qsizetype ToolCallSlots::find(const ToolCallPiece &piece) const
{
    const qsizetype place = candidate(piece);
    if (place < 0)
        return -1;
    const Slot &slot = m_slots[place];
    const bool hasArguments = !piece.arguments.trimmed().isEmpty();
    const bool repeats = !piece.id.isEmpty() && piece.id == slot.id && piece.arguments == slot.arguments;
    const bool otherNumber = piece.number && slot.number && piece.number != slot.number;
    const bool isAnother = agree(piece.name, slot.name)
                               ? otherNumber && !hasArguments
                               : otherNumber || hasArguments || !slot.arguments.isEmpty();
    const bool isNext = hasArguments && !repeats && slot.isWhole();
    const bool begins = !agree(piece.id, slot.id) || isAnother || isNext;
    if (!piece.name.isEmpty())
        return begins ? -1 : place;
    return isNext && piece.id.isEmpty() && !m_slots.last().isWhole() ? m_slots.size() - 1 : place;
}

/// True if the arguments are numbered from 0 and the calls from 1.
bool ToolCallSlots::isBelowFirst(const ToolCallPiece &piece) const
{
    return namesNobody(piece) && piece.number == 0 && !m_slots.isEmpty() && m_slots.first().number == 1 &&
           std::ranges::none_of(m_slots, [](const Slot &slot) { return slot.number == 0; });
}

/// Searches from the newest call backwards, so that a reused number means the latest call with it.
qsizetype ToolCallSlots::candidate(const ToolCallPiece &piece) const
{
    const auto last = [this](auto fits) {
        const auto found = std::ranges::find_if(m_slots.rbegin(), m_slots.rend(), fits);
        return m_slots.rend() - found - 1;
    };
    const auto hasId = [&](const Slot &slot) {
        return !piece.id.isEmpty() && slot.id == piece.id;
    };
    const qint64 shift = m_isShifted && namesNobody(piece) ? 1 : 0;
    const auto hasNumber = [&](const Slot &slot) {
        return piece.number && slot.number == *piece.number + shift;
    };
    if (const qsizetype place = last([&](const Slot &slot) { return hasId(slot) && hasNumber(slot); });
        place >= 0)
        return place;
    if (const qsizetype place = last(hasId); place >= 0)
        return place;
    if (const qsizetype place = last(hasNumber); place >= 0)
        return place;
    const bool goesOn = piece.id.isEmpty() && (piece.name.isEmpty() || !piece.number);
    return goesOn ? m_slots.size() - 1 : -1;
}

/// The place of a call that its message tells: that in the same place, or with the same id, among the
/// `known`.
qsizetype ToolCallSlots::findWhole(const ToolCallPiece &call, qsizetype place, qsizetype known) const
{
    const auto is = [&call](const Slot &slot) {
        return agree(slot.id, call.id) && agree(slot.name, call.name);
    };
    if (place < known && is(m_slots.at(place)))
        return place;
    for (qsizetype other = 0; other < known; ++other) {
        if (!call.id.isEmpty() && m_slots.at(other).id == call.id && is(m_slots.at(other)))
            return other;
    }
    return -1;
}

} // namespace Parlance
