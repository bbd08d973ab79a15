// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/lane.h"

#include <QPointer>

namespace Parlance {

class LaneStrip;

/// The lanes of a page: which they are, their order, and which of them is the current one.
class LaneArrangement : public QObject
{
    Q_OBJECT

public:
    /// `strip` shows the lanes; it must outlive them.
    LaneArrangement(const Lane::Shared &shared, LaneStrip *strip, QObject *parent);

    /// From left to right, and from the top down.
    [[nodiscard]] const QList<Lane *> &lanes() const { return m_lanes; }
    /// Tells lanes apart, also those of one model.
    [[nodiscard]] QString nameOf(const Lane *lane) const;
    /// The lane that has the focus, or had it last; null without lanes.
    [[nodiscard]] Lane *current() const;
    void setCurrent(Lane *lane);

    /// Adds a lane at the right end. All lanes get equal widths.
    Lane *add(const LaneChoice &choice);
    /// Adds a lane with the next tier of the current lane's gateway that no lane has, or the same tier again.
    void addNext();
    /// Adds a lane with the same choice and parameters beside it, and an empty conversation.
    Lane *duplicate(const Lane *lane);
    /// Closes the lane, unless it is the only one; its conversation is gone.
    void close(Lane *lane);

    /// Puts the lane before the one that has this place now; the count of the lanes is the right end.
    void move(Lane *lane, qsizetype place);
    void moveCurrent(int step);
    /// Ends the drag of a lane where it began. False if none is dragged.
    bool cancelDrag();
    /// Shows this lane alone, or all again if it was alone.
    void toggleMaximized(Lane *lane);
    void equalizeWidths();

Q_SIGNALS:
    /// This lane is new, and will be among the lanes with the next `changed()`.
    void adding(Parlance::Lane *lane);
    /// This lane is among the lanes for the last time.
    void closing(Parlance::Lane *lane);
    /// A lane was added, closed, moved or maximized, or talks to something else.
    void changed();
    void currentChanged();

private:
    void insert(Lane *lane, qsizetype place);
    void connectLane(Lane *lane);
    void connectHeader(Lane *lane);
    void connectDrag(Lane *lane);
    void followFocus(const QWidget *focus);
    void showOrder();
    void showNames();
    void showCurrent();

    Lane::Shared m_shared;
    LaneStrip *m_strip;
    QList<Lane *> m_lanes;
    QPointer<Lane> m_current;
    QPointer<Lane> m_dragged;
};

} // namespace Parlance
