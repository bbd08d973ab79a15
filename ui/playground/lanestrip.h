// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QScrollArea>

class QSplitter;

namespace Parlance {

/// Lays any number of lanes out so that each can be read. They stand in one row while each has a comfortable
/// width; then in two rows, where the window is high enough for them; else the row scrolls sideways. The
/// widths are the user's to change.
class LaneStrip : public QScrollArea
{
    Q_OBJECT

public:
    explicit LaneStrip(QWidget *parent = nullptr);

    /// Shows these, from left to right and from the top down, with equal widths. One that is not among them
    /// any more is the caller's to take away.
    void setLanes(const QList<QWidget *> &lanes);
    void equalizeWidths();
    /// Scrolls to this lane once all is laid out, and keeps it in sight at other sizes until the user
    /// scrolls.
    void bringIntoSight(QWidget *lane);

    /// Shows this lane alone; null shows all again.
    void maximize(QWidget *lane);
    [[nodiscard]] QWidget *maximized() const { return m_maximized; }

    /// Marks where a lane that is dropped at this place of the screen would come, until `endDrag()`, and
    /// scrolls there. Returns the place of the lane that it would come before; the count of the lanes for the
    /// end.
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
    QWidget *m_sought = nullptr; ///< what is to be in sight
    int m_perRow = 0;
    bool m_sizedByHand = false;
};

} // namespace Parlance
