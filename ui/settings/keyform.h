// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/keystore.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Parlance {

/// What is to become of one slot's key when the settings are applied.
struct KeyEdit
{
    KeySource source;
    std::optional<Secret> key = {}; ///< to be stored at the source; an empty one removes it there

    bool operator==(const KeyEdit &) const = default;
};

/// The key of one slot: where it comes from, and a field to enter it where that is ours to store.
class KeyForm : public QWidget
{
    Q_OBJECT

public:
    /// `keys` must outlive the form.
    explicit KeyForm(KeyStore *keys, QWidget *parent = nullptr);

    /// `about` says whose key it is and where it goes, `usualVariable` where it is looked for by default.
    void show(const QString &slot, const QString &about, const QString &usualVariable, const KeyEdit &edit);
    [[nodiscard]] KeyEdit edit() const;
    /// What is wrong with the fields, in words; empty if nothing is.
    [[nodiscard]] QString problem() const;
    /// Says anew what is found at the source.
    void showState();

Q_SIGNALS:
    void edited();

private:
    void addSources();
    void addFields();
    void showFields();
    void clearKey();
    [[nodiscard]] KeySource source() const;
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QString storedText() const;

    KeyStore *m_keys;
    QString m_slot;
    QString m_usualVariable;
    bool m_cleared = false;
    QFormLayout *m_form;
    QLabel *m_about;
    QComboBox *m_source;
    QLineEdit *m_variable;
    QLineEdit *m_key;
    QPushButton *m_clear;
    QWidget *m_keyRow;
    QLabel *m_state;
    QLabel *m_stored;
};

} // namespace Parlance
