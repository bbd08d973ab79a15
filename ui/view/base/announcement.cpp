// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/announcement.h"

#include <QAccessible>

namespace Parlance {

void announce(QObject *widget, const QString &message)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleAnnouncementEvent event(widget, message);
    QAccessible::updateAccessibility(&event);
}

} // namespace Parlance
