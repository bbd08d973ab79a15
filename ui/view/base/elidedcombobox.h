// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace Parlance {

/// A combo box that elides a current text that does not fit with "…". Its list shows every text in full.
class ElidedComboBox : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;

    void showPopup() override;

protected:
    void initStyleOption(QStyleOptionComboBox *option) const override;
};

} // namespace Parlance
