// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QTabWidget;

namespace Parlance {

class ChatClient;
class Connections;
class GatewaysPage;
class KeysPage;
class SettingsPage;

/// The settings: a page a subject. Nothing is changed before OK or Apply.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Both must outlive the dialog.
    SettingsDialog(ChatClient *client, Connections *connections, QWidget *parent = nullptr);

    /// Opens at the gateways, or at the keys, with this one chosen.
    void showGateway(const QString &gatewayId);
    void showKey(const QString &gatewayId);

Q_SIGNALS:
    /// The settings are stored; whoever uses them reads them again.
    void applied();

private:
    void addPage(SettingsPage *page);
    void apply();
    void showState();

    GatewaysPage *m_gateways;
    KeysPage *m_keys;
    QTabWidget *m_tabs;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    QList<SettingsPage *> m_pages;
};

} // namespace Parlance
