// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/keyconsent.h"
#include "ui/settings/settingspage.h"

class QLabel;
class QListWidget;
class QPushButton;

namespace Parlance {

class TargetResolver;

/// Lists the user's decisions on where keys may go besides the origins of the built-in gateways, and revokes
/// them.
class KeysPage : public SettingsPage
{
    Q_OBJECT

public:
    /// `resolver` must outlive the page.
    explicit KeysPage(TargetResolver *resolver, QWidget *parent = nullptr);

    void load() override;
    void apply() override;
    [[nodiscard]] bool isModified() const override;

private:
    void takeBack();
    void showConsents();
    [[nodiscard]] QString wordsOf(const KeyConsent &consent) const;

    TargetResolver *m_resolver;
    QList<KeyConsent> m_consents; ///< with the edits
    QList<KeyConsent> m_takenBack;
    QListWidget *m_list;
    QLabel *m_none;
    QPushButton *m_takeBack;
};

} // namespace Parlance
