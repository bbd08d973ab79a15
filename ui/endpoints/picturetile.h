// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace Parlance {

class PictureGallery;
class PictureList;
struct ListedPicture;

/// Paints a tile of the gallery: the picture, or why it is not there, and a line below it.
class PictureTile : public QStyledItemDelegate
{
    Q_OBJECT

public:
    PictureTile(PictureGallery *gallery, PictureList *pictures);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    [[nodiscard]] QString captionOf(int row) const;
    [[nodiscard]] QString wordsOf(const ListedPicture &picture) const;
    void paintPicture(QPainter &painter, const QRect &rect, const ListedPicture &picture) const;
    void paintFrame(QPainter &painter, const QRectF &frame, bool isCurrent) const;

    const PictureGallery *m_gallery;
    const PictureList *m_pictures;
};

/// Paints squares as they stand for what is transparent.
void paintTransparency(QPainter &painter, const QRectF &rect);

} // namespace Parlance
