// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/offereddock.h"

#include <QAction>
#include <QDockWidget>

namespace Parlance {

namespace {

constexpr const char *WasOpen = "wasOpen";

} // namespace

void setOffered(QDockWidget &dock, bool offered)
{
    QAction *toggle = dock.toggleViewAction();
    if (toggle->isEnabled() == offered)
        return;
    toggle->setEnabled(offered);
    if (!offered)
        dock.setProperty(WasOpen, !dock.isHidden());
    dock.setVisible(offered && dock.property(WasOpen).toBool());
}

} // namespace Parlance
