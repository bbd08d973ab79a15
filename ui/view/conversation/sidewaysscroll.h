// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <utility>

namespace Parlance {

/// How far each block of unwrapped code and each wide table is scrolled sideways. All widths are in pixels;
/// what is wide is known by its group.
class SidewaysScroll
{
public:
    [[nodiscard]] bool isEmpty() const { return m_wide.isEmpty(); }
    [[nodiscard]] bool contains(int group) const { return m_wide.contains(group); }
    /// Code that is no longer wrapped: it stands at its beginning.
    void add(int group) { m_wide.insert(group, {}); }
    void remove(int group) { m_wide.remove(group); }
    void clear() { m_wide.clear(); }

    /// A line of unwrapped code has this width.
    void addLine(int group, qreal width);
    /// A table has this width in a text of `room`. One that fits is not wide; one that is read from the right
    /// begins there.
    void setTable(int group, qreal width, qreal room, bool fromTheRight);

    /// How far the group is moved to the left; 0 for one that is not wide.
    [[nodiscard]] qreal offset(int group) const { return m_wide.value(group).offset; }
    /// The width of all of the group; 0 for one that is not wide.
    [[nodiscard]] qreal widthOf(int group) const { return m_wide.value(group).width; }
    /// The part that is visible in `room`, as begin and end from 0 to 1; all of what is not wider.
    [[nodiscard]] std::pair<qreal, qreal> shownPart(int group, qreal room) const;
    /// Moves a wide group by `pixels`, within what is wider than `room`. False if it does not move.
    bool scroll(int group, qreal pixels, qreal room);

private:
    struct Wide
    {
        qreal offset = 0;
        qreal width = 0;
    };
    QHash<int, Wide> m_wide;
};

} // namespace Parlance
