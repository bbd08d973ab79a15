// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/vectormap.h"

#include "view/base/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr double Margin = 28;
constexpr double BottomMargin = 34;
constexpr double Radius = 3.5;
constexpr qsizetype ManyDots = 200;
constexpr double Reach = 16; ///< of the pointer
constexpr double RoomForLabels = 140;
constexpr qsizetype MostShown = 24; ///< characters of a label

QRectF boundsOf(const QList<QPointF> &points)
{
    QPointF least = points.value(0);
    QPointF most = least;
    for (const QPointF &point : points) {
        least = {std::min(least.x(), point.x()), std::min(least.y(), point.y())};
        most = {std::max(most.x(), point.x()), std::max(most.y(), point.y())};
    }
    return {least, most};
}

} // namespace

VectorMap::VectorMap(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"vectorMap"_s);
    setAccessibleName(tr("The texts in the plane in which their vectors vary most"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(160, 160);
}

void VectorMap::setProjection(const Projection &projection, const QStringList &labels)
{
    m_projection = projection;
    m_labels = labels;
    m_shown.clear();
    for (const QString &label : labels)
        m_shown.append(label.size() > MostShown ? label.first(MostShown - 1) + u'…' : label);
    m_bounds = boundsOf(projection.points);
    setDot(0);
}

void VectorMap::setDot(qsizetype dot)
{
    m_dot = std::clamp<qsizetype>(
        dot, std::min<qsizetype>(0, m_projection.points.size() - 1), m_projection.points.size() - 1);
    update();
    Q_EMIT dotChanged();
}

void VectorMap::copy()
{
    if (m_dot >= 0)
        QGuiApplication::clipboard()->setText(m_labels.value(m_dot));
}

/// Both axes have the same scale, so that distances are true.
QPointF VectorMap::placeOf(QPointF point) const
{
    const double width = this->width() - Margin - RoomForLabels;
    const double height = this->height() - Margin - BottomMargin;
    const double across = m_bounds.width() > 0 ? width / m_bounds.width() : 0;
    const double down = m_bounds.height() > 0 ? height / m_bounds.height() : 0;
    const double scale = across > 0 && down > 0 ? std::min(across, down) : std::max(across, down);
    const QPointF middle(Margin + width / 2, Margin + height / 2);
    const QPointF offset = (point - m_bounds.center()) * scale;
    return middle + QPointF(offset.x(), -offset.y());
}

QRectF VectorMap::labelPlace(qsizetype dot) const
{
    const QPointF place = placeOf(m_projection.points.at(dot));
    const int advance = fontMetrics().horizontalAdvance(m_shown.value(dot));
    const double height = fontMetrics().height();
    constexpr double gap = Radius + 4;
    const bool fits = place.x() + gap + advance < width();
    const double left = fits ? place.x() + gap : place.x() - gap - advance;
    return {left, place.y() - height / 2, double(advance), height};
}

void VectorMap::paintAxes(QPainter &painter) const
{
    const Theme theme = Theme::current();
    const QPointF zero = placeOf({0, 0});
    painter.setPen(theme.line);
    painter.drawLine(QPointF(0, zero.y()), QPointF(width(), zero.y()));
    painter.drawLine(QPointF(zero.x(), 0), QPointF(zero.x(), height() - BottomMargin + 8));
    const auto percent = [](double share) {
        return QLocale().toString(100 * share, 'f', 1);
    };
    painter.setPen(theme.secondaryText);
    const QString words = tr("PCA · %1 % and %2 % of the variance")
                              .arg(percent(m_projection.shares[0]), percent(m_projection.shares[1]));
    const QRectF place(8, height() - 24, width() - 16, 20);
    painter.drawText(place, Qt::AlignCenter,
        fontMetrics().elidedText(words, Qt::ElideRight, static_cast<int>(place.width())));
}

void VectorMap::paintDots(QPainter &painter) const
{
    const bool areMany = m_projection.points.size() > ManyDots;
    QColor color = Theme::current().accent;
    color.setAlphaF(areMany ? 0.5F : 1.0F);
    const double radius = areMany ? Radius / 2 : Radius;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    for (const QPointF &point : m_projection.points)
        painter.drawEllipse(placeOf(point), radius, radius);
}

/// Leaves out a label that would touch one that is there. Only places near each other are compared.
void VectorMap::paintLabels(QPainter &painter) const
{
    constexpr qsizetype mostLabels = 300;
    QList<QRectF> taken{labelPlace(m_dot).adjusted(-4, 0, 4, 0)};
    painter.setPen(Theme::current().text);
    for (qsizetype i = 0; i < m_projection.points.size() && taken.size() < mostLabels; ++i) {
        const QRectF place = labelPlace(i);
        const auto touches = [&place](const QRectF &other) {
            return other.intersects(place);
        };
        if (i == m_dot || place.left() < 0 || std::ranges::any_of(taken, touches))
            continue;
        taken.append(place);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, m_shown.value(i));
    }
}

void VectorMap::paintChosen(QPainter &painter) const
{
    const Theme theme = Theme::current();
    const QPointF place = placeOf(m_projection.points.at(m_dot));
    painter.setPen(QPen(hasFocus() ? theme.text : theme.secondaryText, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(place, Radius + 3, Radius + 3);
    QRectF label = labelPlace(m_dot);
    label = label.adjusted(-4, -1, 4, 1).translated(label.left() > place.x() ? 6 : -6, 0);
    painter.setPen(theme.line);
    painter.setBrush(theme.soft);
    painter.drawRoundedRect(label, 4, 4);
    painter.setPen(theme.text);
    painter.drawText(label, Qt::AlignCenter, m_shown.value(m_dot));
}

void VectorMap::paintEvent(QPaintEvent *)
{
    if (m_dot < 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxes(painter);
    paintDots(painter);
    paintLabels(painter);
    paintChosen(painter);
}

void VectorMap::mouseMoveEvent(QMouseEvent *event)
{
    qsizetype nearest = -1;
    double least = Reach;
    for (qsizetype i = 0; i < m_projection.points.size(); ++i) {
        const QPointF offset = placeOf(m_projection.points.at(i)) - event->position();
        const double distance = std::hypot(offset.x(), offset.y());
        if (distance < least) {
            least = distance;
            nearest = i;
        }
    }
    if (nearest >= 0 && nearest != m_dot)
        setDot(nearest);
}

void VectorMap::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        return setDot(m_dot - 1);
    case Qt::Key_Right:
    case Qt::Key_Down:
        return setDot(m_dot + 1);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace Parlance
