// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/elidedcombobox.h"

#include <QStyle>
#include <QStyleOptionComboBox>

namespace Parlance {

void ElidedComboBox::initStyleOption(QStyleOptionComboBox *option) const
{
    QComboBox::initStyleOption(option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxEditField, this);
    option->currentText = fontMetrics().elidedText(option->currentText, Qt::ElideRight, field.width());
}

} // namespace Parlance
