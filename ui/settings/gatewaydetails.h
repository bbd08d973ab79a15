// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

#include <QObject>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;
class QWidget;

namespace Parlance {

class LongTextEdit;

/// The form rows for what a profile seldom needs: paths, limits, what is included, headers and extra JSON.
class GatewayDetails : public QObject
{
    Q_OBJECT

public:
    /// Appends its rows to the form, hidden, and becomes its child.
    explicit GatewayDetails(QFormLayout *form);

    void setVisible(bool visible);
    void show(const Gateway &gateway);
    /// Writes the edits into the profile. A field that cannot be read leaves its old value.
    void writeTo(Gateway &gateway) const;
    /// What is wrong with the fields, in words; empty if nothing is.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();

private:
    template <typename Field>
    Field *addRow(const QString &label, const QString &name, Field *field);
    QLineEdit *addLine(const QString &label, const QString &name, const QString &placeholder = {});
    LongTextEdit *addText(const QString &label, const QString &name, const QString &placeholder);
    QSpinBox *addLimit(const QString &label, const QString &name);
    void addPaths();
    void addSends();

    QFormLayout *m_form;
    QList<QWidget *> m_fields; ///< one per row
    QLineEdit *m_path = nullptr;
    QMap<EndpointKind, QLineEdit *> m_endpointPaths;
    QSpinBox *m_requests;
    QSpinBox *m_tokens;
    QCheckBox *m_sendsModel;
    QCheckBox *m_sendsSystem;
    LongTextEdit *m_headers;
    LongTextEdit *m_body;
};

} // namespace Parlance
