// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsView>

class QGraphicsPixmapItem;

namespace Parlance {

/// One picture, which can be zoomed and dragged. It fits the view until it is zoomed. Keys are the parent's,
/// but for those that scroll a picture that does not fit.
class PictureZoom : public QGraphicsView
{
    Q_OBJECT

public:
    explicit PictureZoom(QWidget *parent = nullptr);

    /// Shows a picture that has this size in pixels, of which `image` may be a smaller copy.
    void show(const QImage &image, QSize size);
    /// The same picture, sharper. Zoom and place stay.
    void refine(const QImage &image);
    void clear();

    /// Screen pixels for a pixel of the picture.
    [[nodiscard]] qreal factor() const;
    void zoomIn() { zoomBy(Step); }
    void zoomOut() { zoomBy(1 / Step); }
    void setFactor(qreal factor);
    void fit();

Q_SIGNALS:
    void zoomed();

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    static constexpr qreal Step = 1.25;

    void zoomBy(qreal step) { setFactor(factor() * step); }

    QGraphicsPixmapItem *m_item;
    QSize m_size;
    bool m_fits = true;
};

} // namespace Parlance
