// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <optional>

namespace Parlance {

/// Tells which tool call of a choice a piece belongs to, and numbers the calls from 0 in order of arrival,
/// whatever the wire says: numbers that start at 1, none at all, or one number for several whole calls.
class ToolCallSlots
{
public:
    /// The place of the call that a piece with this number, id and name belongs to; a new one if none fits.
    [[nodiscard]] int slotOf(std::optional<qint64> number, const QString &id, const QString &name);

private:
    struct Slot
    {
        std::optional<qint64> number;
        QString id;
    };

    [[nodiscard]] qsizetype find(std::optional<qint64> number, const QString &id, const QString &name) const;

    QList<Slot> m_slots;
};

} // namespace Parlance
