// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/plainlabel.h"

#include <QLabel>

namespace Parlance {

QLabel *plainLabel(const QString &name, const QString &role)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setProperty("role", role);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace Parlance
