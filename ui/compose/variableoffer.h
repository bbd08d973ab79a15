// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace Parlance {

/// A link that names the variables without a value, and offers to give them one.
class VariableOffer : public QPushButton
{
    Q_OBJECT

public:
    explicit VariableOffer(QWidget *parent = nullptr);

    void setNames(const QStringList &names);

Q_SIGNALS:
    /// Whether there is something to offer.
    void offered(bool isOffered);
};

} // namespace Parlance
