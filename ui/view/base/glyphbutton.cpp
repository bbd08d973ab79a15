// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/glyphbutton.h"

#include "view/base/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionToolButton>

namespace Parlance {

namespace {

// Signs are drawn in a square of 16 by 16 around the origin.

QPainterPath speaker(bool crossed)
{
    QPainterPath path(QPointF(-6, -2));
    for (const QPointF point :
        {QPointF(-3.5, -2), QPointF(0, -5), QPointF(0, 5), QPointF(-3.5, 2), QPointF(-6, 2)})
        path.lineTo(point);
    path.closeSubpath();
    if (crossed) {
        path.moveTo(3, -2.5);
        path.lineTo(7, 2.5);
        path.moveTo(7, -2.5);
        path.lineTo(3, 2.5);
    } else {
        path.arcMoveTo(QRectF(-2, -3.5, 6, 7), 50);
        path.arcTo(QRectF(-2, -3.5, 6, 7), 50, -100);
        path.arcMoveTo(QRectF(-4, -6, 11, 12), 50);
        path.arcTo(QRectF(-4, -6, 11, 12), 50, -100);
    }
    return path;
}

QPainterPath sliders()
{
    QPainterPath path;
    const std::pair<double, double> rows[] = {{-4.5, 2}, {0, -3}, {4.5, 3.5}};
    for (const auto &[y, knob] : rows) {
        path.moveTo(-6.5, y);
        path.lineTo(knob - 1.7, y);
        path.moveTo(knob + 1.7, y);
        path.lineTo(6.5, y);
        path.addEllipse(QPointF(knob, y), 1.7, 1.7);
    }
    return path;
}

QPainterPath triangle(double left, double right)
{
    QPainterPath path(QPointF(left, -5));
    path.lineTo(right, 0);
    path.lineTo(left, 5);
    path.closeSubpath();
    return path;
}

QPainterPath play(bool isPause)
{
    if (!isPause)
        return triangle(-3.5, 5);
    QPainterPath path;
    path.addRect(-4.5, -5, 2.5, 10);
    path.addRect(2, -5, 2.5, 10);
    return path;
}

QPainterPath next()
{
    QPainterPath path = triangle(-4.5, 3);
    path.moveTo(5, -5);
    path.lineTo(5, 5);
    return path;
}

/// Nearly a circle, with an arrow at its end.
QPainterPath again()
{
    const QRectF circle(-5, -5, 10, 10);
    QPainterPath path;
    path.arcMoveTo(circle, 150);
    path.arcTo(circle, 150, 285);
    path.moveTo(-6.2, -6);
    path.lineTo(-4.5, -2.4);
    path.lineTo(-0.8, -3.2);
    return path;
}

/// A sheet before another, or a check mark.
QPainterPath copy(bool isDone)
{
    QPainterPath path;
    if (isDone) {
        path.moveTo(-5.5, 0.5);
        path.lineTo(-2, 4);
        path.lineTo(5.5, -4);
        return path;
    }
    path.addRoundedRect(QRectF(-2, -2, 7.5, 7.5), 1.5, 1.5);
    path.moveTo(-3.8, 2);
    path.quadTo(-5.5, 2, -5.5, 0.5);
    path.lineTo(-5.5, -4);
    path.quadTo(-5.5, -5.5, -4, -5.5);
    path.lineTo(0.5, -5.5);
    path.quadTo(2, -5.5, 2, -3.8);
    return path;
}

QPainterPath pencil()
{
    QPainterPath path(QPointF(-5.5, 5.5));
    for (const QPointF point :
        {QPointF(-4.7, 2.3), QPointF(2.8, -5.2), QPointF(5.2, -2.8), QPointF(-2.3, 4.7)})
        path.lineTo(point);
    path.closeSubpath();
    path.moveTo(0.9, -3.3);
    path.lineTo(3.3, -0.9);
    return path;
}

/// A line of commits with a branch.
QPainterPath branch()
{
    QPainterPath path;
    for (const QPointF commit : {QPointF(-3.5, -4.3), QPointF(-3.5, 4.3), QPointF(4, -3)})
        path.addEllipse(commit, 1.7, 1.7);
    path.moveTo(-3.5, -2.6);
    path.lineTo(-3.5, 2.6);
    path.moveTo(4, -1.3);
    path.cubicTo(4, 1.6, -3.5, -0.4, -3.5, 2.6);
    return path;
}

QPainterPath braces()
{
    QPainterPath path;
    for (const int side : {-1, 1}) {
        path.moveTo(side * 2.4, -5.5);
        path.quadTo(side * 4.4, -5.5, side * 4.4, -3.5);
        path.lineTo(side * 4.4, -1.8);
        path.quadTo(side * 4.4, 0, side * 6.2, 0);
        path.quadTo(side * 4.4, 0, side * 4.4, 1.8);
        path.lineTo(side * 4.4, 3.5);
        path.quadTo(side * 4.4, 5.5, side * 2.4, 5.5);
    }
    return path;
}

QPainterPath pathOf(GlyphButton::Glyph glyph, bool isChecked)
{
    switch (glyph) {
    case GlyphButton::Glyph::Speaker:
        return speaker(isChecked);
    case GlyphButton::Glyph::Sliders:
        return sliders();
    case GlyphButton::Glyph::Play:
        return play(isChecked);
    case GlyphButton::Glyph::Next:
        return next();
    case GlyphButton::Glyph::Again:
        return again();
    case GlyphButton::Glyph::Copy:
        return copy(isChecked);
    case GlyphButton::Glyph::Pencil:
        return pencil();
    case GlyphButton::Glyph::Branch:
        return branch();
    case GlyphButton::Glyph::Braces:
        return braces();
    }
    return {};
}

} // namespace

GlyphButton::GlyphButton(Glyph glyph, QWidget *parent)
    : QToolButton(parent)
    , m_glyph(glyph)
{
}

void GlyphButton::setLight(Light light)
{
    m_light = light;
    update();
}

void GlyphButton::paintEvent(QPaintEvent *)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawComplexControl(QStyle::CC_ToolButton, &option, &painter, this);

    const Theme theme = Theme::current();
    const QColor color = m_light == Light::Warning             ? theme.warning
                         : isChecked() || m_light == Light::On ? theme.accent
                         : underMouse()                        ? theme.text
                                                               : theme.secondaryText;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.translate(QRectF(rect()).center());
    const qreal scale = std::min(1.0, qreal(height()) / Side);
    painter.scale(scale, scale);
    painter.drawPath(pathOf(m_glyph, isChecked()));
}

} // namespace Parlance
