// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/focusring.h"

#include "view/base/theme.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QPainter>

namespace Parlance {

FocusRing::FocusRing(QAbstractScrollArea *area)
    : QWidget(area)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    area->installEventFilter(this);
    area->viewport()->installEventFilter(this);
    hide();
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut:
    case QEvent::Resize:
        follow();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::follow()
{
    const auto *area = qobject_cast<QAbstractScrollArea *>(parentWidget());
    if (!area) // it loses the focus while it is destroyed
        return;
    setGeometry(area->viewport()->geometry());
    setMask(QRegion(rect()) - QRegion(rect().adjusted(1, 1, -1, -1)));
    setVisible(area->hasFocus());
    raise();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().accent);
}

} // namespace Parlance
