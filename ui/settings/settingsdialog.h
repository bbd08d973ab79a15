// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QTabWidget;

namespace Parlance {

class Catalog;
class SettingsPage;

/// The settings: a page a subject. Nothing is changed before OK or Apply.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(const Catalog *catalog, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The settings are stored; whoever uses them reads them again.
    void applied();

private:
    void addPage(SettingsPage *page);
    void apply();
    void showState();

    QTabWidget *m_tabs;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    QList<SettingsPage *> m_pages;
};

} // namespace Parlance
