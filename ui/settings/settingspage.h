// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace Parlance {

/// One subject of the settings dialog.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void load() = 0;
    virtual void apply() = 0;
    [[nodiscard]] virtual bool isModified() const = 0;

Q_SIGNALS:
    /// The user changed something; read `isModified()` and `problem()` again.
    void edited();

public:
    /// What keeps the page from being applied, in words; empty if nothing does.
    [[nodiscard]] virtual QString problem() const { return {}; }
};

} // namespace Parlance
