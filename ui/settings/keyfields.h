// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"
#include "gateways/keystore.h"

#include <QObject>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QWidget;

namespace Parlance {

/// What is to become of one slot's key when the settings are applied.
struct KeyEdit
{
    KeySource source;
    std::optional<Secret> key = {}; ///< to be stored at the source; an empty one removes it there

    bool operator==(const KeyEdit &) const = default;
};

/// The rows of a form for a gateway's key: the key, where it is kept, and what is found there. A key that is
/// typed while the variable of the environment is chosen is kept for the session.
class KeyFields : public QObject
{
    Q_OBJECT

public:
    /// Adds its rows to the end of the form and belongs to it. `keys` must outlive it.
    KeyFields(KeyStore *keys, QFormLayout *form);

    /// Shows the key of the gateway's slot as it is to be. Hides the rows of a gateway that takes none.
    void show(const Gateway &gateway, const KeyEdit &edit);
    /// Shows the rows or hides them; what stands in them stays.
    void setVisible(bool visible);
    /// Says where the key goes: below `base`, which may be empty.
    void showPlace(const QUrl &base);
    [[nodiscard]] KeyEdit edit() const;
    /// What is wrong with the fields, in words; empty if nothing is.
    [[nodiscard]] QString problem() const;
    /// Says anew what is found at the source.
    void showState();
    /// The field is ready to type in.
    void focus();

Q_SIGNALS:
    void edited();

private:
    void addKey();
    void addSources();
    void showFields();
    void onTyped(const QString &text);
    void clearKey();
    [[nodiscard]] KeySource source() const;
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QString storedText() const;

    KeyStore *m_keys;
    QFormLayout *m_form;
    QString m_slot;
    KeyRules m_rules;
    bool m_visible = true;
    bool m_cleared = false;
    bool m_switched = false; ///< to the session, by typing
    QLineEdit *m_key;
    QToolButton *m_eye;
    QPushButton *m_clear;
    QWidget *m_keyRow;
    QComboBox *m_source;
    QLineEdit *m_variable;
    QLabel *m_state;
    QLabel *m_stored;
    QLabel *m_place;
};

} // namespace Parlance
