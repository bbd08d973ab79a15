// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace Parlance {

/// The fields of one profile, to be edited. What the form does not show of a profile stays as it is.
class GatewayForm : public QWidget
{
    Q_OBJECT

public:
    explicit GatewayForm(QWidget *parent = nullptr);

    void show(const Gateway &gateway);
    /// The profile as it stands in the fields. A field whose text cannot be read keeps its old value;
    /// `problem()` then names it.
    [[nodiscard]] Gateway gateway() const;
    /// What is wrong with the fields, in words; empty if nothing is.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addLine(const QString &label, const QString &name, const QString &placeholder = {});
    QPlainTextEdit *addText(const QString &label, const QString &name, const QString &placeholder, int lines);
    void addAuth();
    void addSends();
    void showAuthChoices(const Gateway &gateway);
    void showAbout(const Gateway &gateway);

    Gateway m_shown;
    QFormLayout *m_form;
    QLabel *m_about;
    QLineEdit *m_name;
    QLineEdit *m_baseUrl;
    QLineEdit *m_path;
    QLineEdit *m_modelsPath;
    QComboBox *m_auth;
    QCheckBox *m_sendsModel;
    QCheckBox *m_sendsSystem;
    QPlainTextEdit *m_headers;
    QPlainTextEdit *m_body;
    QPlainTextEdit *m_models;
};

} // namespace Parlance
