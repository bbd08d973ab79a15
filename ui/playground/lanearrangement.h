// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/lane.h"

#include <QPointer>

#include <limits>

namespace Parlance {

class LaneStrip;

/// The lanes of a page, their order, and the current one.
class LaneArrangement : public QObject
{
    Q_OBJECT

public:
    /// `strip` shows the lanes and must outlive them.
    LaneArrangement(const Lane::Shared &shared, LaneStrip *strip, QObject *parent);

    /// From left to right, then from top to bottom.
    [[nodiscard]] const QList<Lane *> &lanes() const { return m_lanes; }
    /// A name that is unique on the page, even for lanes of one model.
    [[nodiscard]] QString nameOf(const Lane *lane) const;
    /// The lane that has the focus or had it last; null without lanes.
    [[nodiscard]] Lane *current() const;
    void setCurrent(Lane *lane);

    /// Adds a lane before the one at this index; the number of lanes, or a larger one, means the end. Gives
    /// all lanes equal widths.
    Lane *add(const LaneChoice &choice, qsizetype place = std::numeric_limits<qsizetype>::max());
    /// Appends a lane for the user, and makes it current.
    void open(const LaneChoice &choice);
    /// Appends a lane with the first tier of the current lane's gateway that no lane has, or else with the
    /// same tier.
    void addNext();
    /// Adds a lane with the same choice and parameters next to this one, with an empty conversation; next to
    /// a replay one that plays the same capture.
    Lane *duplicate(const Lane *lane);
    /// Appends a lane that plays the capture of this target, and makes it current.
    Lane *addReplay(const Target &target);
    /// Closes the lane and drops its conversation. Ignores the only lane.
    void close(Lane *lane);

    /// Moves the lane before the one at this index; the number of lanes means the end.
    void move(Lane *lane, qsizetype place);
    void moveCurrent(int step);
    /// Cancels a drag. False if no lane is dragged.
    bool cancelDrag();
    /// Shows this lane alone, or all lanes if it is alone already.
    void toggleMaximized(Lane *lane);
    [[nodiscard]] bool isMaximized() const;
    void equalizeWidths();

Q_SIGNALS:
    /// A lane was created; `lanes()` includes it from the next `changed()` on.
    void adding(Parlance::Lane *lane);
    /// The lane is about to close; `lanes()` includes it for the last time.
    void closing(Parlance::Lane *lane);
    /// The user added this lane.
    void added(Parlance::Lane *lane);
    /// The user moved the lane, which had this index.
    void moved(Parlance::Lane *lane, qsizetype from);
    /// A lane was added, closed, moved, maximized or connected to another target.
    void changed();
    void currentChanged();

private:
    void insert(Lane *lane, qsizetype place);
    Lane *insertLike(const Lane *lane);
    Lane *insertReplay(const Target &target, qsizetype place);
    void connectLane(Lane *lane);
    void connectHeader(Lane *lane);
    void connectDrag(Lane *lane);
    bool eventFilter(QObject *watched, QEvent *event) override;
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
