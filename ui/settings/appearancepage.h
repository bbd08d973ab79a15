// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingspage.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace Parlance {

class CallLog;

/// The theme (light, dark or the desktop's), the font, the size and the density of the text, what Enter does,
/// whether to ask before something is lost, and the memory for recorded calls.
class AppearancePage : public SettingsPage
{
    Q_OBJECT

public:
    /// `calls` must outlive the page.
    explicit AppearancePage(CallLog *calls, QWidget *parent = nullptr);

    void load() override;
    void apply() override;
    [[nodiscard]] bool isModified() const override;

private:
    QComboBox *addChoice(QFormLayout *form, const QString &name, const QString &label);
    void addText(QFormLayout *form);
    void addMemory(QFormLayout *form);
    void showHeld();

    CallLog *m_calls;
    QComboBox *m_theme = nullptr;
    QComboBox *m_font = nullptr;
    QComboBox *m_size = nullptr;
    QComboBox *m_density = nullptr;
    QComboBox *m_enter = nullptr;
    QCheckBox *m_ask;
    QSpinBox *m_memory;
    QLabel *m_held;
};

} // namespace Parlance
