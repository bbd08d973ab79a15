// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QScrollArea>

class QSplitter;

namespace Parlance {

/// Lays any number of lanes out readably: in one row while each has a comfortable width, in two rows if the
/// window is high enough, or else in one row that scrolls sideways. The user can change the widths.
class LaneStrip : public QScrollArea
{
    Q_OBJECT

public:
    explicit LaneStrip(QWidget *parent = nullptr);

    /// Shows these lanes in reading order with equal widths. The caller must remove those that are no longer
    /// among them.
    void setLanes(const QList<QWidget *> &lanes);
    void equalizeWidths();
    /// Scrolls to this lane after the next layout, and keeps it visible when sizes change until the user
    /// scrolls.
    void bringIntoSight(QWidget *lane);

    /// Shows this lane alone; null shows all.
    void maximize(QWidget *lane);
    [[nodiscard]] QWidget *maximized() const { return m_maximized; }

    /// Marks where a lane dropped at this screen position would go, until `endDrag()`, and scrolls there.
    /// Returns the index of the lane that it would precede; the number of lanes for the end.
    int dragTo(const QPoint &global);
    void endDrag();

    /// High enough for a row of lanes with all their parts.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void seek();
    void showLanes();
    [[nodiscard]] int rowCount() const;
    [[nodiscard]] QRect areaOf(int place) const;
    void showMark(int x, const QRect &lane);

    QList<QWidget *> m_lanes;
    QSplitter *m_column;
    QList<QSplitter *> m_rows;
    QFrame *m_mark;
    QWidget *m_maximized = nullptr;
    QWidget *m_sought = nullptr; ///< the lane to keep visible
    int m_perRow = 0;
    bool m_sizedByHand = false;
};

} // namespace Parlance
