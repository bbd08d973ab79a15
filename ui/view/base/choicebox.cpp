// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/choicebox.h"

#include <QAbstractItemView>

#include <algorithm>

namespace Parlance {

namespace {

constexpr int Around = 30; ///< the padding, and the arrow

} // namespace

ChoiceBox::ChoiceBox(QWidget *parent)
    : QComboBox(parent)
{
    connect(this, &QComboBox::currentTextChanged, this, &QWidget::updateGeometry);
}

QSize ChoiceBox::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(currentText()) + Around, QComboBox::sizeHint().height()};
}

QSize ChoiceBox::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 2 * Around), sizeHint().height()};
}

void ChoiceBox::showPopup()
{
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + Around);
    QComboBox::showPopup();
}

} // namespace Parlance
