// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/picturezoom.h"

#include "ui/endpoints/picturetile.h"
#include "view/base/theme.h"

#include <QGraphicsPixmapItem>
#include <QKeyEvent>
#include <QWheelEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qreal LeastFactor = 0.02;
constexpr qreal MostFactor = 32;
constexpr qreal Crisp = 3; ///< from here on each pixel is seen as a square

} // namespace

PictureZoom::PictureZoom(QWidget *parent)
    : QGraphicsView(parent)
    , m_item(nullptr)
{
    setObjectName(u"pictureZoom"_s);
    setAccessibleName(tr("Picture"));
    setScene(new QGraphicsScene(this));
    m_item = scene()->addPixmap({});
    setFrameShape(QFrame::NoFrame);
    setDragMode(QGraphicsView::ScrollHandDrag);
    setRenderHint(QPainter::SmoothPixmapTransform);
}

void PictureZoom::show(const QImage &image, QSize size)
{
    m_size = size;
    refine(image);
    scene()->setSceneRect(QRectF(QPointF(), size));
    fit();
}

/// The scene has the pixels of the picture, whatever copy of it is drawn.
void PictureZoom::refine(const QImage &image)
{
    m_item->setPixmap(QPixmap::fromImage(image));
    m_item->setTransform(
        QTransform::fromScale(static_cast<qreal>(m_size.width()) / std::max(1, image.width()),
            static_cast<qreal>(m_size.height()) / std::max(1, image.height())));
}

void PictureZoom::clear()
{
    m_item->setPixmap({});
    m_size = {};
}

qreal PictureZoom::factor() const
{
    return transform().m11() * devicePixelRatioF();
}

void PictureZoom::setFactor(qreal factor)
{
    m_fits = false;
    const qreal scale = std::clamp(factor, LeastFactor, MostFactor) / devicePixelRatioF();
    setTransform(QTransform::fromScale(scale, scale));
    const bool isCrisp = factor >= Crisp;
    m_item->setTransformationMode(isCrisp ? Qt::FastTransformation : Qt::SmoothTransformation);
    Q_EMIT zoomed();
}

/// A small picture is not enlarged.
void PictureZoom::fit()
{
    if (m_size.isEmpty())
        return;
    const QSizeF room = maximumViewportSize();
    const qreal fitting = std::min(room.width() / m_size.width(), room.height() / m_size.height());
    setFactor(std::min(fitting * devicePixelRatioF(), 1.0));
    m_fits = true;
}

void PictureZoom::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, Theme::current().window);
    if (!m_item->pixmap().hasAlphaChannel())
        return;
    painter->save();
    painter->resetTransform(); // squares of the same size at any zoom
    paintTransparency(*painter, mapFromScene(sceneRect()).boundingRect());
    painter->restore();
}

void PictureZoom::wheelEvent(QWheelEvent *event)
{
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    if (event->angleDelta().y() != 0)
        zoomBy(event->angleDelta().y() > 0 ? Step : 1 / Step);
    setTransformationAnchor(QGraphicsView::AnchorViewCenter);
    event->accept();
}

void PictureZoom::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    if (m_fits)
        fit();
}

void PictureZoom::keyPressEvent(QKeyEvent *event)
{
    if (m_fits)
        event->ignore();
    else
        QGraphicsView::keyPressEvent(event);
}

void PictureZoom::mouseDoubleClickEvent(QMouseEvent *)
{
    if (m_fits)
        setFactor(1);
    else
        fit();
}

} // namespace Parlance
