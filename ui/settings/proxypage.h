// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/proxychoice.h"
#include "ui/settings/settingspage.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace Parlance {

class ChatClient;

/// The proxy: that of the system, none, or one entered here.
class ProxyPage : public SettingsPage
{
    Q_OBJECT

public:
    /// `client` must outlive the page.
    explicit ProxyPage(ChatClient *client, QWidget *parent = nullptr);

    void load() override;
    void apply() override;
    [[nodiscard]] bool isModified() const override;
    [[nodiscard]] QString problem() const override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLineEdit *addLine(const QString &label, const QString &name, const QString &placeholder);
    QLabel *addNote(const QString &name, const QString &role, const QString &words = {});
    void addManual();
    void look();
    void showFields();
    void showProblem(QLabel *label, const QString &words);
    void onEdited();
    [[nodiscard]] ProxyChoice::Kind kind() const;
    [[nodiscard]] ProxyChoice choice() const;
    [[nodiscard]] QString hostProblem() const;
    [[nodiscard]] QString portProblem() const;
    [[nodiscard]] QString userProblem() const;

    ChatClient *m_client;
    QFormLayout *m_form;
    QComboBox *m_kind;
    QLabel *m_found;
    QComboBox *m_type = nullptr;
    QLineEdit *m_host = nullptr;
    QLabel *m_hostProblem = nullptr;
    QLineEdit *m_port = nullptr;
    QLabel *m_portProblem = nullptr;
    QLineEdit *m_user = nullptr;
    QLabel *m_userProblem = nullptr;
    QLineEdit *m_password = nullptr;
    QLineEdit *m_exceptions = nullptr;
    QList<QWidget *> m_manual; ///< whose rows only a manual proxy has
};

} // namespace Parlance
