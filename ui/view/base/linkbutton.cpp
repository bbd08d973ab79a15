// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/linkbutton.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

void lookLikeLink(QAbstractButton *button)
{
    button->setProperty("role", u"link"_s);
    button->setCursor(Qt::PointingHandCursor);
}

QPushButton *linkButton(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    lookLikeLink(button);
    return button;
}

} // namespace Parlance
