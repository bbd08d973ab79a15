// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/tierbutton.h"

#include "chat/visibletext.h"
#include "view/base/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Padding = 6;
constexpr int Gap = 8;
constexpr int Chevron = 10;

void drawChevron(QPainter &painter, QPointF center, const QColor &color)
{
    QPainterPath path(center + QPointF(-4, -2));
    path.lineTo(center + QPointF(0, 2));
    path.lineTo(center + QPointF(4, -2));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

} // namespace

TierButton::TierButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(u"tierButton"_s);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void TierButton::setTier(const QString &gatewayName, const QString &model)
{
    m_gatewayName = gatewayName;
    m_model = visibleLine(model);
    setAccessibleName(tr("Model tier: %1, %2").arg(gatewayName, m_model));
    setToolTip(tr("<b>%1 %2</b><br>Click to choose another model tier")
            .arg(gatewayName.toHtmlEscaped(), m_model.toHtmlEscaped()));
    updateGeometry();
    update();
}

void TierButton::setMuted(bool muted)
{
    m_muted = muted;
    update();
}

QFont TierButton::modelFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QSize TierButton::sizeHint() const
{
    const int text = fontMetrics().horizontalAdvance(m_gatewayName) + Gap +
                     QFontMetrics(modelFont()).horizontalAdvance(m_model) + Gap + Chevron;
    return {text + 2 * Padding + 2, fontMetrics().height() + 8};
}

QSize TierButton::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void TierButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOption option;
    option.initFrom(this);
    style()->drawPrimitive(QStyle::PE_Widget, &option, &painter, this);

    const Theme theme = Theme::current();
    QRect rest = rect().adjusted(Padding, 0, -Padding, 0);
    // Shortens the gateway's name first: the model tells lanes apart.
    const QFontMetrics bold(modelFont());
    const int forGateway = rest.width() - bold.horizontalAdvance(m_model) - 2 * Gap - Chevron;
    if (forGateway >= std::min(60, fontMetrics().horizontalAdvance(m_gatewayName))) {
        const QString gateway = fontMetrics().elidedText(m_gatewayName, Qt::ElideRight, forGateway);
        painter.setPen(theme.secondaryText);
        painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, gateway);
        rest.setLeft(rest.left() + fontMetrics().horizontalAdvance(gateway) + Gap);
    }
    const int forModel = rest.width() - Gap - Chevron + 1; // an advance is rounded, eliding is exact
    const QString model = bold.elidedText(m_model, Qt::ElideMiddle, forModel);
    painter.setFont(modelFont());
    painter.setPen(m_muted ? theme.secondaryText : theme.text);
    painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, model);
    if (!isEnabled()) // nothing to pick
        return;
    const int x = rest.left() + bold.horizontalAdvance(model) + Gap + Chevron / 2;
    drawChevron(painter, QPointF(x, rect().center().y() + 1), theme.secondaryText);
}

} // namespace Parlance
