// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/picturetile.h"

#include "ui/endpoints/picturefetch.h"
#include "ui/endpoints/picturegallery.h"
#include "ui/endpoints/picturelist.h"
#include "view/base/theme.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Margin = 8;
constexpr int Corner = 8;
constexpr int Square = 8;
constexpr int LeastFrame = 160; ///< as wide as most captions

/// As large as the room, but not larger than it is.
QRect fitted(QSize size, const QRect &room)
{
    if (size.width() > room.width() || size.height() > room.height())
        size = size.scaled(room.size(), Qt::KeepAspectRatio);
    QRect rect(QPoint(), size.expandedTo({1, 1}));
    rect.moveCenter(room.center());
    return rect;
}

} // namespace

void paintTransparency(QPainter &painter, const QRectF &rect)
{
    const Theme theme = Theme::current();
    QPixmap squares(2 * Square, 2 * Square);
    squares.fill(theme.surface);
    QPainter drawing(&squares);
    drawing.fillRect(0, 0, Square, Square, theme.line);
    drawing.fillRect(Square, Square, Square, Square, theme.line);
    drawing.end();
    painter.drawTiledPixmap(rect, squares);
}

PictureTile::PictureTile(PictureGallery *gallery, PictureList *pictures)
    : QStyledItemDelegate(gallery)
    , m_gallery(gallery)
    , m_pictures(pictures)
{
}

QSize PictureTile::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return m_gallery->tileSize(index.row());
}

/// The size and the type, of a partial picture its number.
QString PictureTile::captionOf(int row) const
{
    const ListedPicture &picture = m_pictures->at(row);
    if (picture.partial > 0)
        return tr("Partial %1").arg(picture.partial);
    QStringList parts;
    if (m_pictures->wholeCount() > 1)
        parts << QString::number(picture.number);
    if (!picture.size.isEmpty())
        parts << tr("%1 × %2").arg(picture.size.width()).arg(picture.size.height());
    if (!picture.type.isEmpty())
        parts << picture.type;
    if (picture.isAnimated)
        parts << tr("first frame");
    return parts.join(u" · "_s);
}

QString PictureTile::wordsOf(const ListedPicture &picture) const
{
    if (!picture.fault.isEmpty())
        return picture.fault;
    if (picture.bytes.isEmpty())
        return tr("Not fetched yet.\nAt %1").arg(PictureFetch::placeOf(picture.url));
    return {};
}

void PictureTile::paintPicture(QPainter &painter, const QRect &rect, const ListedPicture &picture) const
{
    if (!picture.preview.isNull()) {
        if (picture.preview.hasAlphaChannel())
            paintTransparency(painter, rect);
        painter.drawImage(rect, picture.preview);
        return;
    }
    const Theme theme = Theme::current();
    painter.setPen(theme.line);
    painter.setBrush(theme.window);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), Corner, Corner);
    painter.setPen(theme.secondaryText);
    painter.drawText(rect.adjusted(Margin, Margin, -Margin, -Margin), Qt::AlignCenter | Qt::TextWordWrap,
        wordsOf(picture));
}

void PictureTile::paintFrame(QPainter &painter, const QRectF &frame, bool isCurrent) const
{
    const Theme theme = Theme::current();
    painter.setPen(isCurrent && m_gallery->hasFocus() ? QPen(theme.accent) : QPen(Qt::NoPen));
    painter.setBrush(theme.soft);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), Corner, Corner);
}

void PictureTile::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ListedPicture &picture = m_pictures->at(index.row());
    const bool isAlone = m_pictures->rowCount() == 1;
    const int below = m_gallery->captionHeight();
    const QRect room = option.rect.adjusted(Margin + 2, Margin + 2, -Margin - 2, -below - 2);
    const QRect rect = picture.preview.isNull() ? room : fitted(picture.size, room);
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const int width = std::max(rect.width(), std::min(LeastFrame, room.width()));
    const bool isCurrent = index == m_gallery->currentIndex();
    const bool isPointedAt = isCurrent || option.state.testFlag(QStyle::State_MouseOver);
    if (isAlone ? m_gallery->hasFocus() : isPointedAt)
        paintFrame(*painter,
            QRectF(rect.center().x() - width / 2.0 - Margin, option.rect.top() + 2, width + 2 * Margin,
                option.rect.height() - 4),
            isCurrent);
    paintPicture(*painter, rect, picture);
    const QRect caption(room.left(), room.bottom() + 1, room.width(), below);
    const QString words =
        option.fontMetrics.elidedText(captionOf(index.row()), Qt::ElideRight, caption.width());
    painter->setPen(Theme::current().secondaryText);
    if (!isAlone)
        painter->drawText(caption, Qt::AlignCenter, words);
    painter->restore();
}

} // namespace Parlance
