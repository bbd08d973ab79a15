// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/elidedcombobox.h"

#include <QAbstractItemView>
#include <QStyle>
#include <QStyleOptionComboBox>

#include <algorithm>

namespace Parlance {

namespace {

constexpr int Around = 40; ///< the padding, and a scroll bar

} // namespace

void ElidedComboBox::showPopup()
{
    view()->setMinimumWidth(std::min(view()->sizeHintForColumn(0) + Around, window()->width()));
    QComboBox::showPopup();
}

void ElidedComboBox::initStyleOption(QStyleOptionComboBox *option) const
{
    QComboBox::initStyleOption(option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxEditField, this);
    option->currentText = fontMetrics().elidedText(option->currentText, Qt::ElideRight, field.width());
}

} // namespace Parlance
