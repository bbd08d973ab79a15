// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace Parlance {

class PictureList;

/// The pictures of an answer as tiles: whole ones as large as they fit, one alone as large as the view.
/// Partial ones are small, except the newest while no whole one has come.
class PictureGallery : public QListView
{
    Q_OBJECT

public:
    /// The pictures must outlive it.
    explicit PictureGallery(PictureList *pictures, QWidget *parent = nullptr);

    /// The row of the current picture; -1 without one.
    [[nodiscard]] int currentRow() const { return currentIndex().row(); }
    void setCurrentRow(int row);
    /// Scales the smallest tile.
    void setZoom(qreal factor);

    /// A tile with its margins and its caption.
    [[nodiscard]] QSize tileSize(int row) const;
    /// Of the room below a picture; one alone needs no words there.
    [[nodiscard]] int captionHeight() const;

Q_SIGNALS:
    void currentMoved();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] bool isLarge(int row) const;
    [[nodiscard]] QSize largeSize(int count, QSize room) const;

    PictureList *m_pictures;
    qreal m_zoom = 1;
};

} // namespace Parlance
