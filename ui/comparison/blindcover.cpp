// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/blindcover.h"

#include <QEvent>
#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

BlindCover::BlindCover(QMainWindow *window)
    : QFrame(window)
    , m_window(window)
{
    setObjectName(u"curtain"_s);
    auto *words = new QLabel(tr("A blind vote is open.\nThe lanes come back when it is closed."));
    words->setProperty("role", u"secondary"_s);
    words->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(words);
    window->installEventFilter(this);
    hide();
}

void BlindCover::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    m_focus = m_window->focusWidget();
    for (QWidget *widget : behind()) {
        widget->setEnabled(false);
        m_disabled.append(widget);
    }
    cover();
    raise();
}

void BlindCover::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    for (QWidget *widget : std::exchange(m_disabled, {})) {
        if (widget)
            widget->setEnabled(true);
    }
    if (m_focus)
        m_focus->setFocus();
}

QWidgetList BlindCover::behind() const
{
    return {m_window->menuBar(), m_window->centralWidget()};
}

bool BlindCover::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        cover();
    return QFrame::eventFilter(watched, event);
}

void BlindCover::cover()
{
    setGeometry(m_window->rect().adjusted(0, m_window->menuBar()->height(), 0, 0));
}

} // namespace Parlance
