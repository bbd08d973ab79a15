// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/httpexchange.h"
#include "client/plainanswers.h"
#include "workspace/gatewayconnection.h"

#include <QPointer>

namespace Parlance {

class ChatClient;

/// The list of models of one gateway, as a page shows it. Asks only when told, and keeps it in memory only.
class ModelSource : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    ModelSource(ChatClient *client, TargetResolver *resolver, QObject *parent = nullptr);

    /// Which gateway is asked. A list belongs to its address: it is dropped when another one is asked.
    [[nodiscard]] GatewayConnection *connection() const { return m_connection; }
    /// The address that is asked; empty if the gateway has no list, or no address is known.
    [[nodiscard]] QUrl url() const;

    /// Asks for the list, with the gateway's key. What was listed before stays until the answer is there, and
    /// if that is an error. Does nothing while a request runs, without an address, or if the resolver
    /// objects.
    void refresh();
    /// Gives the request up.
    void stop();
    /// Gives the request up, and drops the list and the call.
    void clear();

    [[nodiscard]] bool isBusy() const { return m_exchange; }
    /// True once a list has come, even an empty one.
    [[nodiscard]] bool isListed() const { return m_isListed; }
    [[nodiscard]] const QList<ListedModel> &models() const { return m_models; }
    /// Why the last request failed; empty if it did not.
    [[nodiscard]] const std::optional<ChatError> &error() const { return m_error; }
    /// The last request that was sent; null for none.
    [[nodiscard]] const std::shared_ptr<const Call> &call() const { return m_call; }

Q_SIGNALS:
    /// The list came, or was dropped. Comes before `changed()`.
    void listChanged();
    /// A request began or ended, or what it brought was dropped; or the connection changed.
    void changed();
    /// The gateway has been silent for this time, see `SilenceWatch::silent()`.
    void silent(const Parlance::Silence &silence);

private:
    void follow();
    void take(const Call &call);
    void end(const std::optional<ChatError> &error);

    ChatClient *m_client;
    const TargetResolver *m_resolver;
    GatewayConnection *m_connection;
    std::pair<QString, QUrl> m_asked; ///< the gateway, by its id, and the address that the list belongs to
    QPointer<HttpExchange> m_exchange;
    QList<ListedModel> m_models;
    bool m_isListed = false;
    std::optional<ChatError> m_error;
    std::shared_ptr<const Call> m_call;
};

} // namespace Parlance
