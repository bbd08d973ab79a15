// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/fault.h"

#include <QMenu>

namespace Parlance {

/// Chooses a failure that the embedded gateway produces once, or none.
class FaultMenu : public QMenu
{
    Q_OBJECT

public:
    explicit FaultMenu(QWidget *parent = nullptr);

    /// Sets the failures to choose from; none is chosen then. Without any, the menu is hidden.
    void setFaults(const QList<Fault> &faults);
    /// The chosen failure; empty for none.
    [[nodiscard]] QString fault() const;
    /// Chooses this failure without a signal; none if it is not to choose from.
    void setFault(const QString &fault);

Q_SIGNALS:
    void faultChosen(const QString &fault);

private:
    QAction *add(const QString &name, const QString &text);

    QActionGroup *m_group;
};

} // namespace Parlance
