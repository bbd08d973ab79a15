// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/sidewaysscroll.h"

#include <algorithm>

namespace Parlance {

void SidewaysScroll::addLine(int group, qreal width)
{
    qreal &widest = m_wide[group].width;
    widest = std::max(widest, width);
}

void SidewaysScroll::setTable(int group, qreal width, qreal room, bool fromTheRight)
{
    if (width <= room + 0.5)
        return remove(group);
    const bool known = m_wide.contains(group);
    Wide &table = m_wide[group];
    table.width = width;
    table.offset = std::clamp(!known && fromTheRight ? width : table.offset, 0.0, width - room);
}

std::pair<qreal, qreal> SidewaysScroll::shownPart(int group, qreal room) const
{
    const auto [offset, width] = m_wide.value(group);
    if (width <= room)
        return {0, 1};
    return {offset / width, std::min(1.0, (offset + room) / width)};
}

bool SidewaysScroll::scroll(int group, qreal pixels, qreal room)
{
    const auto wide = m_wide.find(group);
    if (wide == m_wide.end())
        return false;
    const qreal wanted = std::clamp(wide->offset + pixels, 0.0, std::max(0.0, wide->width - room));
    return std::exchange(wide->offset, wanted) != wanted;
}

} // namespace Parlance
