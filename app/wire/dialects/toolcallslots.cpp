// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/toolcallslots.h"

namespace Parlance {

int ToolCallSlots::slotOf(std::optional<qint64> number, const QString &id, const QString &name)
{
    qsizetype place = find(number, id, name);
    if (place < 0) {
        place = m_slots.size();
        m_slots.append({.number = number, .id = id});
    }
    if (m_slots[place].id.isEmpty())
        m_slots[place].id = id;
    return static_cast<int>(place);
}

/// Searches from the newest call backwards, so that a reused number means the latest call with it.
qsizetype ToolCallSlots::find(std::optional<qint64> number, const QString &id, const QString &name) const
{
    const bool beginsCall = !name.isEmpty();
    for (qsizetype place = m_slots.size() - 1; place >= 0; --place) {
        const Slot &slot = m_slots[place];
        const bool otherId = !id.isEmpty() && !slot.id.isEmpty() && id != slot.id;
        if (number && slot.number == number)
            return beginsCall && otherId ? -1 : place;
        if (!number && !id.isEmpty() && id == slot.id)
            return place;
    }
    const bool continuesLast = !number && id.isEmpty() && !beginsCall && !m_slots.isEmpty();
    return continuesLast ? m_slots.size() - 1 : -1;
}

} // namespace Parlance
