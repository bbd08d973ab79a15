// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanestrip.h"

#include <QEvent>
#include <QPointer>
#include <QScrollBar>
#include <QSplitter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// A line of about 40 letters, and the metrics below. The row scrolls before lanes get narrower.
constexpr int MinWidth = 232; ///< two fit beside the parameters in a window of 800 pixels, four into 1000
/// Code reads well from this width on; narrower lanes go into two rows if these can be high enough.
constexpr int GoodWidth = 300;
/// Header, metrics and about nine lines of text; a usual window shows all of eight lanes.
constexpr int GoodHeight = 300;
/// The same with five lines: better than lanes out of sight.
constexpr int LeastHeight = 210;

constexpr int MarkWidth = 3;
constexpr int ScrollMargin = 48;

QSplitter *makeSplitter(Qt::Orientation orientation)
{
    auto *splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    return splitter;
}

} // namespace

LaneStrip::LaneStrip(QWidget *parent)
    : QScrollArea(parent)
    , m_column(makeSplitter(Qt::Vertical))
    , m_rows({makeSplitter(Qt::Horizontal), makeSplitter(Qt::Horizontal)})
    , m_mark(new QFrame(viewport()))
{
    setObjectName(u"laneStrip"_s);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    for (QSplitter *row : std::as_const(m_rows))
        m_column->addWidget(row);
    setWidget(m_column);
    for (const QSplitter *splitter : {m_column, m_rows.at(0), m_rows.at(1)})
        connect(splitter, &QSplitter::splitterMoved, this, [this] { m_sizedByHand = true; });
    connect(horizontalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_sought = nullptr; });
    m_mark->setObjectName(u"dropMark"_s);
    m_mark->hide();
}

void LaneStrip::setLanes(const QList<QWidget *> &lanes)
{
    m_lanes = lanes;
    if (!m_lanes.contains(m_maximized))
        m_maximized = nullptr;
    if (!m_lanes.contains(m_sought))
        m_sought = nullptr;
    m_perRow = 0;
    arrange();
}

int LaneStrip::rowCount() const
{
    const qsizetype count = m_lanes.size();
    const int width = viewport()->width();
    const bool scrolls = count * MinWidth > width;
    const bool isHigh = viewport()->height() >= 2 * (scrolls ? LeastHeight : GoodHeight);
    return count * GoodWidth <= width || !isHigh ? 1 : 2;
}

void LaneStrip::arrange()
{
    const int rows = rowCount();
    const int perRow = (static_cast<int>(m_lanes.size()) + rows - 1) / rows;
    if (perRow == m_perRow || m_lanes.isEmpty())
        return;
    m_perRow = perRow;
    const QPointer<QWidget> focus = window()->focusWidget(); // a lane that changes its row would lose it
    for (int i = 0; i < m_lanes.size(); ++i)
        m_rows.at(i / perRow)->insertWidget(i % perRow, m_lanes.at(i));
    showLanes();
    equalizeWidths();
    if (focus && isAncestorOf(focus))
        focus->setFocus();
}

void LaneStrip::showLanes()
{
    for (int i = 0; i < m_lanes.size(); ++i)
        m_lanes.at(i)->setVisible(!m_maximized || m_lanes.at(i) == m_maximized);
    for (int row = 0; row < m_rows.size(); ++row) {
        const QList<QWidget *> lanes = m_lanes.mid(row * m_perRow, m_perRow);
        m_rows.at(row)->setVisible(m_maximized ? lanes.contains(m_maximized) : !lanes.isEmpty());
    }
    m_column->setMinimumWidth(m_maximized ? 0 : m_perRow * MinWidth);
}

void LaneStrip::equalizeWidths()
{
    m_sizedByHand = false;
    for (QSplitter *row : std::as_const(m_rows))
        row->setSizes(QList<int>(row->count(), qMax(1, width())));
    m_column->setSizes(QList<int>(m_rows.size(), qMax(1, height())));
}

void LaneStrip::maximize(QWidget *lane)
{
    m_maximized = lane;
    showLanes();
    if (!lane)
        equalizeWidths();
}

QSize LaneStrip::minimumSizeHint() const
{
    int lane = 0;
    for (const QWidget *widget : m_lanes)
        lane = qMax(lane, widget->minimumSizeHint().height());
    return {QScrollArea::minimumSizeHint().width(), lane + horizontalScrollBar()->sizeHint().height()};
}

void LaneStrip::bringIntoSight(QWidget *lane)
{
    m_sought = lane;
    QMetaObject::invokeMethod(this, &LaneStrip::seek, Qt::QueuedConnection);
}

void LaneStrip::seek()
{
    if (m_sought)
        ensureWidgetVisible(m_sought, 0, 0);
}

/// A lane's part that appears or disappears changes the size that the row needs.
bool LaneStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    if (watched == widget() && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &LaneStrip::seek, Qt::QueuedConnection);
    return QScrollArea::eventFilter(watched, event);
}

void LaneStrip::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
    if (!m_sizedByHand)
        equalizeWidths();
    QMetaObject::invokeMethod(this, &LaneStrip::seek, Qt::QueuedConnection);
}

QRect LaneStrip::areaOf(int place) const
{
    const QWidget *lane = m_lanes.at(place);
    return {lane->mapTo(viewport(), QPoint()), lane->size()};
}

int LaneStrip::dragTo(const QPoint &global)
{
    const QPoint inColumn = m_column->mapFromGlobal(global);
    ensureVisible(inColumn.x(), 0, ScrollMargin, 0);
    const int count = static_cast<int>(m_lanes.size());
    const bool inSecondRow = count > m_perRow && inColumn.y() >= m_rows.at(1)->y();
    const int first = inSecondRow ? m_perRow : 0;
    const int end = std::min(first + m_perRow, count);
    for (int place = first; place < end; ++place) {
        const QRect area = areaOf(place);
        if (viewport()->mapFromGlobal(global).x() < area.center().x()) {
            showMark(area.left(), area);
            return place;
        }
    }
    showMark(areaOf(end - 1).right(), areaOf(end - 1));
    return end;
}

void LaneStrip::showMark(int x, const QRect &lane)
{
    const int left = std::clamp(x - MarkWidth / 2, 0, viewport()->width() - MarkWidth);
    m_mark->setGeometry(left, lane.top(), MarkWidth, lane.height());
    m_mark->raise();
    m_mark->show();
}

void LaneStrip::endDrag()
{
    m_mark->hide();
}

} // namespace Parlance
