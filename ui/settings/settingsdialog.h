// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QTabWidget;

namespace Parlance {

class ChatClient;
class TargetResolver;
class GatewaysPage;
class SettingsPage;

/// The settings, one page per subject. Changes nothing before OK or Apply.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Both must outlive the dialog.
    SettingsDialog(ChatClient *client, TargetResolver *resolver, QWidget *parent = nullptr);

    /// Opens the gateways page with this one selected.
    void showGateway(const QString &gatewayId);
    /// The same, with the cursor in the field of its base URL or its key. Without an id, `showBaseUrl()` adds
    /// a gateway.
    void showBaseUrl(const QString &gatewayId);
    void showKey(const QString &gatewayId);

Q_SIGNALS:
    /// The settings are stored; their users must read them again.
    void applied();
    /// The user entered the base URL or the key of this gateway, and it is in use now.
    void gatewayEntered(const QString &gatewayId);

private:
    void addPage(SettingsPage *page);
    void apply();
    void showState();

    GatewaysPage *m_gateways;
    QTabWidget *m_tabs;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    QList<SettingsPage *> m_pages;
};

} // namespace Parlance
