// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/picturegallery.h"

#include "ui/endpoints/picturelist.h"
#include "ui/endpoints/picturetile.h"

#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int SmallTile = 112; ///< at most, where the view is high enough
constexpr int LeastSmallTile = 48;
constexpr int LeastTile = 180;
constexpr int LeastHeight = 160; ///< of the only large tile
constexpr int Margin = 8;
constexpr int Slack = 4; ///< and the width of a scroll bar: the view keeps them free of tiles

} // namespace

PictureGallery::PictureGallery(PictureList *pictures, QWidget *parent)
    : QListView(parent)
    , m_pictures(pictures)
{
    setObjectName(u"pictureGallery"_s);
    setAccessibleName(tr("Pictures"));
    setModel(pictures);
    setItemDelegate(new PictureTile(this, pictures));
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setFrameShape(QFrame::NoFrame);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setMouseTracking(true);
}

void PictureGallery::setCurrentRow(int row)
{
    setCurrentIndex(model()->index(row, 0));
}

void PictureGallery::setZoom(qreal factor)
{
    m_zoom = factor;
    scheduleDelayedItemsLayout();
}

bool PictureGallery::isLarge(int row) const
{
    const bool isNewest = row == m_pictures->rowCount() - 1;
    return m_pictures->at(row).partial == 0 || (isNewest && m_pictures->wholeCount() == 0);
}

int PictureGallery::captionHeight() const
{
    return m_pictures->rowCount() > 1 ? fontMetrics().height() + Margin : Margin;
}

QSize PictureGallery::tileSize(int row) const
{
    QSize room = maximumViewportSize();
    const int side =
        std::clamp(room.height() / 4, LeastSmallTile, std::max(LeastSmallTile, qRound(SmallTile * m_zoom)));
    const QSize small(side, side + captionHeight());
    if (!isLarge(row))
        return small;
    const int largeCount = std::max(1, m_pictures->wholeCount());
    if (m_pictures->rowCount() > largeCount)
        room.rheight() -= small.height();
    return largeSize(largeCount, room);
}

/// All at once, in as many columns as make them largest; or, if they would become too small, to be scrolled.
QSize PictureGallery::largeSize(int count, QSize room) const
{
    if (count == 1)
        return {room.width(), std::max(room.height(), LeastHeight)};
    room -=
        QSize(style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, verticalScrollBar()) + Slack, Slack);
    int side = 0;
    int columns = 1;
    for (int tried = 1; tried <= count; ++tried) {
        const int rows = (count + tried - 1) / tried;
        const int fitting = std::min(room.width() / tried, room.height() / rows - captionHeight());
        columns = fitting > side ? tried : columns;
        side = std::max(side, fitting);
    }
    const int least = qRound(LeastTile * m_zoom);
    if (side >= least)
        return {room.width() / columns, side + captionHeight()};
    return {room.width() / std::max(1, room.width() / least), least + captionHeight()};
}

void PictureGallery::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT currentMoved();
}

void PictureGallery::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

} // namespace Parlance
