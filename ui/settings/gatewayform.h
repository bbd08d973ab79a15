// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/keyfields.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Parlance {

class ChatClient;
class GatewayDetails;
class GatewayTestBar;
class LongTextEdit;
class TargetResolver;

/// Edits one profile and its key, and tests them. What is seldom needed is folded away. Keeps those fields of
/// the profile that the form does not show.
class GatewayForm : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive the form.
    GatewayForm(ChatClient *client, TargetResolver *resolver, QWidget *parent = nullptr);

    /// `isBaseUrlOfThisRun` says that the base URL came from the command line.
    void show(const Gateway &gateway, const KeyEdit &key, bool isBaseUrlOfThisRun);
    /// The profile with the edits. A field that cannot be read keeps its old value; `problem()` then names
    /// it.
    [[nodiscard]] Gateway gateway() const;
    /// The key with the edits.
    [[nodiscard]] KeyEdit key() const { return m_key->edit(); }
    /// Shows again what is stored at the key's source.
    void showKeyState() { m_key->showState(); }
    /// Puts the cursor into the field.
    void focusName();
    void focusBaseUrl();
    void focusKey() { m_key->focus(); }
    /// Puts the cursor into the first field that the gateway still needs. False if it needs none.
    bool focusMissing();
    /// What is wrong with the fields, in words; empty if nothing is.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addLine(const QString &label, const QString &name, const QString &placeholder = {});
    void addBaseUrl();
    void addProtocol();
    void addAuth();
    void addModels();
    void addDetails();
    void note();
    void changeProtocol();
    void showDetails(bool shown);
    void showAuthChoices(const Gateway &gateway);
    void showAbout(const Gateway &gateway);
    void showPlaceOfKey();

    TargetResolver *m_resolver;
    Gateway m_stored; ///< as it was given
    Gateway m_shown;  ///< the same, with the chosen protocol
    QFormLayout *m_form;
    QLabel *m_about;
    QLineEdit *m_name;
    QLineEdit *m_baseUrl;
    QLabel *m_baseUrlNote;
    KeyFields *m_key;
    QComboBox *m_protocol;
    QComboBox *m_auth;
    GatewayTestBar *m_test = nullptr;
    LongTextEdit *m_models;
    QPushButton *m_more;
    GatewayDetails *m_details;
    bool m_detailsShown = false;
};

} // namespace Parlance
