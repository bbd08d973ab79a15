// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/jumpbutton.h"

#include "view/base/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Parlance {

JumpButton::JumpButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(u"jumpToLatest"_s);
    setAccessibleName(tr("Jump to latest"));
    setToolTip(tr("Jump to latest (End)"));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    resize(sizeHint());
    hide();
}

void JumpButton::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = underMouse() || hasFocus();
    painter.setPen(QPen(lit ? theme.accent : theme.line, 1));
    painter.setBrush(isDown() ? theme.soft : theme.surface);
    painter.drawEllipse(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5));
    painter.setPen(
        QPen(lit ? theme.accent : theme.secondaryText, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tip = QRectF(rect()).center() + QPointF(0, 5);
    painter.drawLine(tip, tip - QPointF(0, 10));
    painter.drawPolyline(QPolygonF({tip + QPointF(-4.5, -4.5), tip, tip + QPointF(4.5, -4.5)}));
}

} // namespace Parlance
