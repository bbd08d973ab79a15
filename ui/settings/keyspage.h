// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/keyform.h"
#include "ui/settings/settingspage.h"

#include <QHash>

class QListWidget;

namespace Parlance {

class Connections;

/// The keys: one for each gateway that takes one, and where it comes from. The settings keep the source only;
/// a key goes into the desktop's keychain or stays in memory.
class KeysPage : public SettingsPage
{
    Q_OBJECT

public:
    /// `connections` must outlive the page.
    explicit KeysPage(Connections *connections, QWidget *parent = nullptr);

    void load() override;
    void apply() override;
    [[nodiscard]] bool isModified() const override;
    [[nodiscard]] QString problem() const override;

    /// Chooses the key of a gateway; ignored for one that takes none.
    void select(const QString &gatewayId);

private:
    void fillList();
    void showCurrent();
    void keepEdit();
    void showKeyState(const QString &slot);
    [[nodiscard]] QString currentSlot() const;
    [[nodiscard]] KeyEdit unchanged(const QString &slot) const;
    [[nodiscard]] QString namesOf(const QString &slot) const;
    [[nodiscard]] QString aboutSlot(const QString &slot) const;

    Connections *m_connections;
    KeyStore *m_keys;
    QListWidget *m_list;
    KeyForm *m_form;
    QHash<QString, KeyEdit> m_edits; ///< of the slots that were edited
};

} // namespace Parlance
