// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/modebadge.h"

#include "view/base/stylesheet.h"
#include "view/base/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr QSizeF Track(18, 10);
constexpr qreal TrackLeft = 7; ///< the style sheet leaves room for the track
constexpr qreal Knob = 6;

} // namespace

ModeBadge::ModeBadge(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(u"modeBadge"_s);
}

void ModeBadge::setMode(bool live, const QString &fault)
{
    m_live = live;
    setText(live ? tr("live") : fault.isEmpty() ? tr("demo") : tr("demo · %1").arg(fault));
    setAccessibleName(live ? tr("Live: go back to the demo") : tr("Demo: go live"));
    setToolTip(
        live ? tr("Requests go to the gateway itself. Click to go back to the embedded demo gateway.")
             : tr("The embedded demo gateway answers: nothing leaves this computer. Click to go live."));
    setStyleProperty(this, "live", live);
    setStyleProperty(this, "fault", !live && !fault.isEmpty());
}

void ModeBadge::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (!isEnabled())
        return;
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_live ? theme.good : theme.secondaryText);
    QRectF track(QPointF(TrackLeft, (height() - Track.height()) / 2.0), Track);
    painter.drawRoundedRect(track, Track.height() / 2, Track.height() / 2);
    const qreal gap = (Track.height() - Knob) / 2;
    const qreal left = m_live ? track.right() - gap - Knob : track.left() + gap;
    painter.setBrush(theme.surface);
    painter.drawEllipse(QRectF(left, track.top() + gap, Knob, Knob));
}

} // namespace Parlance
