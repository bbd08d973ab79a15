// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/picturegallery.h"

#include "ui/endpoints/picturelist.h"
#include "ui/endpoints/picturetile.h"

#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int SmallTile = 112;
constexpr int LeastTile = 180;
constexpr int LeastHeight = 160; ///< of the only large tile
constexpr int Margin = 8;

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
    const QSize small(qRound(SmallTile * m_zoom), qRound(SmallTile * m_zoom) + captionHeight());
    if (!isLarge(row))
        return small;
    const int largeCount = std::max(1, m_pictures->wholeCount());
    QSize room = maximumViewportSize();
    if (m_pictures->rowCount() > largeCount)
        room.rheight() -= small.height();
    return largeSize(largeCount, room);
}

/// Of as many columns as give the largest tiles.
QSize PictureGallery::largeSize(int count, QSize room) const
{
    if (count == 1)
        return {room.width(), std::max(room.height(), LeastHeight)};
    int best = 0;
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        best = std::max(best, std::min(room.width() / columns, room.height() / rows - captionHeight()));
    }
    const int width = room.width() - verticalScrollBar()->sizeHint().width();
    const int side = std::clamp(best, std::min(width, qRound(LeastTile * m_zoom)), std::max(1, width));
    return {width / std::max(1, width / side), side + captionHeight()};
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
