// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/pointerhold.h"

#include "view/conversation/readingposition.h"

#include <QApplication>
#include <QChildEvent>
#include <QMouseEvent>
#include <QTextEdit>

namespace Parlance {

PointerHold::PointerHold(ReadingPosition *reading, QTextEdit *view)
    : QObject(view)
    , m_reading(reading)
    , m_view(view)
{
    m_untilRelease.setSingleShot(true);
    connect(&m_untilRelease, &QTimer::timeout, this, &PointerHold::endHold);
    view->viewport()->installEventFilter(this);
}

bool PointerHold::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    const bool presses = type == QEvent::MouseButtonPress || type == QEvent::MouseButtonDblClick;
    if (presses && static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton)
        press();
    // A drag of text, which is an object of the viewport's, takes the release, wherever that is.
    const bool drags =
        type == QEvent::ChildAdded && !static_cast<QChildEvent *>(event)->child()->isWidgetType();
    if (drags && m_down)
        release();
    // Whatever else grabbed the mouse may have received the release, too.
    const bool lifts = type == QEvent::MouseButtonRelease || type == QEvent::MouseMove;
    if (lifts && m_down && !(static_cast<QMouseEvent *>(event)->buttons() & Qt::LeftButton))
        release();
    return QObject::eventFilter(watched, event);
}

void PointerHold::press()
{
    if (!m_down && !m_untilRelease.isActive())
        m_before = m_view->textCursor();
    m_down = true;
    m_untilRelease.stop();
    m_reading->hold();
}

void PointerHold::release()
{
    m_down = false;
    m_untilRelease.start(QApplication::doubleClickInterval());
}

void PointerHold::endHold()
{
    const QTextCursor now = m_view->textCursor();
    const bool same = now.anchor() == m_before.anchor() && now.position() == m_before.position();
    m_reading->release(now.hasSelection() && !same);
}

} // namespace Parlance
