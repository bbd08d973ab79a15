// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/taborder.h"

#include <QWidget>

namespace Parlance {

namespace {

/// The widgets that Tab stops at, in the order in which they were added.
QList<QWidget *> tabStops(const QWidget &part)
{
    QList<QWidget *> stops = part.findChildren<QWidget *>();
    stops.removeIf([&part](const QWidget *widget) {
        return widget->window() != part.window() || !(widget->focusPolicy() & Qt::TabFocus) ||
               widget->focusProxy();
    });
    return stops;
}

} // namespace

void chainTabStops(const QList<QWidget *> &parts)
{
    QWidget *last = nullptr;
    for (const QWidget *part : parts) {
        for (QWidget *stop : tabStops(*part)) {
            if (last)
                QWidget::setTabOrder(last, stop);
            last = stop;
        }
    }
}

} // namespace Parlance
