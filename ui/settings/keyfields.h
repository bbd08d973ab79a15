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

/// The change to one slot's key that applying the settings makes.
struct KeyEdit
{
    KeySource source;
    std::optional<Secret> key = {}; ///< to store at the source; an empty one removes the key there

    bool operator==(const KeyEdit &) const = default;
};

/// The form rows for a gateway's key: the key, its source, and what is stored there. A key typed while an
/// environment variable is the source switches the source to the session.
class KeyFields : public QObject
{
    Q_OBJECT

public:
    /// Appends its rows to the form and becomes its child. `keys` must outlive it.
    KeyFields(KeyStore *keys, QFormLayout *form);

    /// Shows the key of the gateway's slot with the edits. Hides the rows if the gateway takes no key.
    void show(const Gateway &gateway, const KeyEdit &edit);
    /// Shows or hides the rows, and keeps their content.
    void setVisible(bool visible);
    /// Says that the key goes to URLs below `base`, which may be empty.
    void showPlace(const QUrl &base);
    [[nodiscard]] KeyEdit edit() const;
    /// True if a key is typed, or stored at the source.
    [[nodiscard]] bool hasKey() const;
    /// What is wrong with the fields, in words; empty if nothing is.
    [[nodiscard]] QString problem() const;
    /// Shows again what is stored at the source.
    void showState();
    /// Puts the cursor into the key's field.
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
