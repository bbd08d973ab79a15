// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/delta.h"
#include "wire/jsonnesting.h"

#include <QList>
#include <QString>
#include <optional>

namespace Parlance {

/// A piece of a tool call, as the server sent it.
struct ToolCallPiece
{
    std::optional<qint64> number; ///< `index`
    QString id;
    QString name;
    QString arguments;
};

/// Assigns pieces to the tool calls of a choice. Numbers the calls from 0 in order of arrival, whatever the
/// server sends: indexes from 1, none, a shifted one, or one index or id for several calls.
///
/// A piece belongs to the call with its id, else to that with its index, else, if it names nobody, to the
/// call that is being written. It begins another call instead if it has another id or another name, or if it
/// has a name and arguments while the arguments of that call are whole. Arguments alone that would follow
/// whole ones belong to the call that is being written.
class ToolCallSlots
{
public:
    /// What the piece adds to its call; empty if it says nothing and there is none.
    [[nodiscard]] std::optional<ToolCallDelta> take(const ToolCallPiece &piece);
    /// The calls of a message, which tells each as a whole. Those that are known keep their index.
    [[nodiscard]] QList<ToolCallDelta> takeMessage(const QList<ToolCallPiece> &calls);

private:
    struct Slot
    {
        std::optional<qint64> number;
        QString id;
        QString name;
        QString arguments;
        JsonNesting nesting = {}; ///< of the arguments

        void add(const QString &piece);
        [[nodiscard]] bool isWhole() const;
    };

    [[nodiscard]] qsizetype find(const ToolCallPiece &piece) const;
    [[nodiscard]] bool isBelowFirst(const ToolCallPiece &piece) const;
    [[nodiscard]] qsizetype candidate(const ToolCallPiece &piece) const;
    [[nodiscard]] qsizetype findWhole(const ToolCallPiece &call, qsizetype place, qsizetype known) const;
    [[nodiscard]] Slot &open(const ToolCallPiece &piece, qsizetype place);
    [[nodiscard]] ToolCallDelta deltaOf(const ToolCallPiece &piece, const Slot &slot) const;

    QList<Slot> m_slots;
    bool m_isShifted = false; ///< the arguments are numbered from 0, and the calls from 1
};

} // namespace Parlance
