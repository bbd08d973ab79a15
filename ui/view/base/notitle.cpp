// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/notitle.h"

#include <QHBoxLayout>
#include <QWidget>

namespace Parlance {

QWidget *makeNoTitle()
{
    auto *none = new QWidget;
    auto *layout = new QHBoxLayout(none);
    layout->setContentsMargins(0, 0, 0, 0);
    return none;
}

} // namespace Parlance
