// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"

#include "support/sanitizers.h"

#include <QCoreApplication>
#include <QTimer>

using namespace std::chrono_literals;

namespace Parlance {

bool eventually(const std::function<bool()> &condition)
{
    QTimer patience;
    patience.setSingleShot(true);
    patience.start(10s * SanitizerSlowness);
    QTimer look;
    look.start(10ms);
    while (!condition() && patience.isActive()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return condition();
}

void settle()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace Parlance
