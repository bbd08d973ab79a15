// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/modebadge.h"

#include "view/base/stylesheet.h"

using namespace Qt::StringLiterals;

namespace Parlance {

ModeBadge::ModeBadge(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(u"modeBadge"_s);
}

void ModeBadge::setMode(bool live, const QString &fault)
{
    setText(live ? tr("live") : fault.isEmpty() ? tr("demo") : tr("demo · %1").arg(fault));
    setAccessibleName(live ? tr("Live: go back to the demo") : tr("Demo: go live"));
    setToolTip(
        live ? tr("Requests go to the gateway itself. Click to go back to the embedded demo gateway.")
             : tr("The embedded demo gateway answers: nothing leaves this computer. Click to go live."));
    setStyleProperty(this, "live", live);
    setStyleProperty(this, "fault", !live && !fault.isEmpty());
}

} // namespace Parlance
