// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/focusring.h"

#include "view/base/theme.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QPainter>

namespace Parlance {

FocusRing::FocusRing(QAbstractScrollArea *area)
    : QWidget(area)
    , m_area(area)
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
    setGeometry(m_area->viewport()->geometry());
    setMask(QRegion(rect()) - QRegion(rect().adjusted(1, 1, -1, -1)));
    setVisible(m_area->hasFocus());
    raise();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().accent);
}

} // namespace Parlance
