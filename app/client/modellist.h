// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/plainanswers.h"
#include "client/targetresolver.h"

#include <QHash>
#include <QSet>

namespace Parlance {

class ChatClient;

/// The models that gateways list themselves (RA-05, RA-37, RL-21), beside the tiers that their profiles name.
/// Asked for only when somebody wants to know, and kept in memory only.
class ModelList : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the list.
    ModelList(ChatClient *client, const TargetResolver *resolver, QObject *parent = nullptr);

    /// The tiers of the profile, and after them the models that the gateway has named since it was asked.
    [[nodiscard]] QList<Tier> tiers(const Gateway &gateway, TargetResolver::Mode mode) const;
    /// True if the gateway has a list that can be asked for.
    [[nodiscard]] bool canRefresh(const Gateway &gateway, TargetResolver::Mode mode) const;
    [[nodiscard]] bool isRefreshing(const Gateway &gateway, TargetResolver::Mode mode) const;

    /// Asks the gateway, with its key. `refreshed()` or `failed()` comes exactly once for it, never from
    /// within; nothing happens while it is being asked already.
    void refresh(const Gateway &gateway, TargetResolver::Mode mode);

Q_SIGNALS:
    void refreshed(const QString &gatewayId, Parlance::TargetResolver::Mode mode);
    /// The models that were known before stay known.
    void failed(
        const QString &gatewayId, Parlance::TargetResolver::Mode mode, const Parlance::ChatError &error);

private:
    void take(const QString &gatewayId, TargetResolver::Mode mode, const QUrl &url, const ModelNames &result);

    ChatClient *m_client;
    const TargetResolver *m_resolver;
    QHash<QUrl, QStringList> m_models; ///< by the address they were read from
    QSet<QUrl> m_asking;
};

} // namespace Parlance
