// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/plainanswers.h"
#include "client/silencewatch.h"
#include "client/targetresolver.h"

#include <QHash>

#include <utility>

namespace Parlance {

class ChatClient;
class HttpExchange;

/// The models that gateways list (RA-05, RA-37, RL-21), besides the tiers of their profiles. Asks only on
/// demand, and keeps the lists in memory only.
class ModelList : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the list.
    ModelList(ChatClient *client, const TargetResolver *resolver, QObject *parent = nullptr);

    /// The tiers of the profile, followed by the models that the gateway has listed.
    [[nodiscard]] QList<Tier> tiers(const Gateway &gateway, TargetResolver::Mode mode) const;
    /// True if the gateway can list its models.
    [[nodiscard]] bool canRefresh(const Gateway &gateway, TargetResolver::Mode mode) const;
    /// True once the gateway has listed its models, even none.
    [[nodiscard]] bool isListed(const Gateway &gateway, TargetResolver::Mode mode) const;
    [[nodiscard]] bool isRefreshing(const Gateway &gateway, TargetResolver::Mode mode) const;

    /// Asks the gateway, with its key. Exactly one of `refreshed()` and `failed()` follows, never from inside
    /// the call, unless it is stopped. Does nothing while a request for the same list runs.
    void refresh(const Gateway &gateway, TargetResolver::Mode mode);
    /// Gives the request for this list up.
    void stop(const Gateway &gateway, TargetResolver::Mode mode);

Q_SIGNALS:
    void refreshed(const QString &gatewayId, Parlance::TargetResolver::Mode mode);
    /// The gateway has been silent for this time, see `SilenceWatch::silent()`. A handler must not stop the
    /// request.
    void silent(
        const QString &gatewayId, Parlance::TargetResolver::Mode mode, const Parlance::Silence &silence);
    /// The models known before are kept.
    void failed(
        const QString &gatewayId, Parlance::TargetResolver::Mode mode, const Parlance::ChatError &error);

private:
    /// A gateway, and where its list is read from.
    using Source = std::pair<QString, QUrl>;

    [[nodiscard]] Source sourceOf(const Gateway &gateway, TargetResolver::Mode mode) const;
    void take(const Source &source, TargetResolver::Mode mode, const ModelNames &result);

    ChatClient *m_client;
    const TargetResolver *m_resolver;
    QHash<Source, QStringList> m_models;
    QHash<Source, HttpExchange *> m_asking; ///< null where nothing was sent
};

} // namespace Parlance
