// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <optional>

namespace Parlance {

/// Assigns pieces to the tool calls of a choice. Numbers the calls from 0 in order of arrival, whatever the
/// server sends: indexes from 1, none, or one index for several whole calls.
class ToolCallSlots
{
public:
    /// The index of the call that a piece with this number, id and name belongs to; a new one if none fits.
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
