// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/keyfields.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace Parlance {

class LongTextEdit;

/// Edits one profile and its key. Keeps those fields of the profile that the form does not show.
class GatewayForm : public QWidget
{
    Q_OBJECT

public:
    /// `keys` must outlive the form.
    explicit GatewayForm(KeyStore *keys, QWidget *parent = nullptr);

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
    void focusBaseUrl();
    void focusKey() { m_key->focus(); }
    /// What is wrong with the fields, in words; empty if nothing is.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addLine(const QString &label, const QString &name, const QString &placeholder = {});
    LongTextEdit *addText(const QString &label, const QString &name, const QString &placeholder, int lines);
    QSpinBox *addLimit(const QString &label, const QString &name);
    void addBaseUrl();
    void addPaths();
    void addAuth();
    void addSends();
    void showAuthChoices(const Gateway &gateway);
    void showAbout(const Gateway &gateway);
    void showPlaceOfKey();

    Gateway m_shown;
    QFormLayout *m_form;
    QLabel *m_about;
    QLineEdit *m_name;
    QLineEdit *m_baseUrl;
    QLabel *m_baseUrlNote;
    KeyFields *m_key;
    QLineEdit *m_path;
    QMap<EndpointKind, QLineEdit *> m_endpointPaths;
    QSpinBox *m_requests;
    QSpinBox *m_tokens;
    QComboBox *m_auth;
    QCheckBox *m_sendsModel;
    QCheckBox *m_sendsSystem;
    LongTextEdit *m_headers;
    LongTextEdit *m_body;
    LongTextEdit *m_models;
};

} // namespace Parlance
