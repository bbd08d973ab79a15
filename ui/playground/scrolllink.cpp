// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/scrolllink.h"

#include <QScrollBar>

namespace Parlance {

void ScrollLink::add(QScrollBar *bar)
{
    m_bars.removeAll(nullptr);
    m_bars.append(bar);
    // The wheel, keys and the mouse trigger actions; setting a value does not.
    connect(bar, &QScrollBar::actionTriggered, this, [this, bar] { follow(bar); });
}

void ScrollLink::follow(const QScrollBar *leader)
{
    if (!m_enabled || leader->maximum() == 0)
        return;
    const double part = static_cast<double>(leader->sliderPosition()) / leader->maximum();
    for (const QPointer<QScrollBar> &bar : std::as_const(m_bars)) {
        if (bar && bar != leader)
            bar->setValue(qRound(part * bar->maximum()));
    }
}

} // namespace Parlance
