// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/serverfinder.h"
#include "ui/settings/keyedits.h"
#include "ui/settings/settingspage.h"

#include <QMap>

class QLabel;
class QListWidget;
class QPushButton;

namespace Parlance {

class ChatClient;
class TargetResolver;
class GatewayForm;

/// The gateways: a list of profiles, and an editor for the selected one with its key. Each of the user's
/// profiles is a file in the configuration folder; removing one restores the built-in profile of the same id.
/// The settings store where a key comes from; the key goes into the desktop's keychain or stays in memory
///
class GatewaysPage : public SettingsPage
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    GatewaysPage(ChatClient *client, TargetResolver *resolver, QWidget *parent = nullptr);

    void load() override;
    /// Writes the user's files, gives the new catalog and the keys to the resolver, and emits `entered()`.
    void apply() override;
    [[nodiscard]] bool isModified() const override;
    [[nodiscard]] QString problem() const override;

    /// Selects a profile; ignores an unknown id.
    void select(const QString &gatewayId);
    /// The same, with the cursor in one of its fields.
    void selectBaseUrl(const QString &gatewayId);
    void selectKey(const QString &gatewayId);
    /// Adds a gateway of the user, for any server, and selects it.
    void addNew();

Q_SIGNALS:
    /// The user entered the base URL or the key of this gateway, and it is in use now.
    void entered(const QString &gatewayId);

private:
    QWidget *makeList();
    QWidget *makeEditor();
    void fillList(const QString &current);
    void showCurrent();
    void keepEdit();
    void setFieldProblem(const QString &problem);
    void addCopy();
    void add(Gateway gateway, const QString &id, const QString &name);
    void removeOrRestore();
    void lookForServers();
    void noteServer(const QString &gatewayId, const QStringList &models);
    void showServers();
    void readGateways();
    void save(const Gateway &gateway);
    [[nodiscard]] bool saveAll();
    [[nodiscard]] QStringList otherAddresses() const;
    void showProblems();
    [[nodiscard]] QString currentId() const;
    [[nodiscard]] bool isTaken(const QString &id) const;
    [[nodiscard]] bool isKept(const QString &id) const;

    TargetResolver *m_resolver;
    ServerFinder m_finder;
    QListWidget *m_list;
    QPushButton *m_new;
    QPushButton *m_copy;
    QPushButton *m_remove;
    QPushButton *m_look;
    QLabel *m_servers;
    QLabel *m_problems;
    GatewayForm *m_form;
    QList<Gateway> m_gateways; ///< with the edits
    QList<Gateway> m_before;   ///< as stored, each with the base URL in use
    KeyEdits m_keys;
    QStringList m_typed;   ///< ids of the gateways whose base URL the user typed
    QStringList m_removed; ///< ids of the user's files to remove
    QMap<QString, QStringList> m_found;
    QString m_fieldProblem;
    QString m_saveProblem;
};

} // namespace Parlance
