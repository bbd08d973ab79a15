// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/target.h"

#include <QNetworkAccessManager>
#include <QThread>

namespace Parlance {

class Exchange;
class HealthProbe;
class ModelRequest;
class Transfer;

/// Opens exchanges. One client serves all lanes; every exchange gets a connection of its own at once and
/// sends its request once, redirects are not followed (a key must not reach another origin, X-07), nothing is
/// cached, no cookie is kept, no credentials are added that the target does not name.
///
/// Exchanges speak with the network in a thread of their own, so that neither their requests nor their times
/// wait for what the program does meanwhile.
class ChatClient : public QObject
{
    Q_OBJECT

public:
    /// `now` is the clock that rate limits go by.
    explicit ChatClient(QObject *parent = nullptr, RateLimits::Now now = &Pacer::Clock::now);
    ~ChatClient() override;

    /// Somebody is about to ask: starts what the first exchange would wait for otherwise, with a question to
    /// a server of this computer. Returns at once; `prepared()` comes when it has answered, or failed to.
    void prepare(const QUrl &nearby);
    /// Starts an exchange, which belongs to `parent`; its request goes when the target's rate limit lets it.
    /// `target.dialect` must be set, and there must be no problem with the target.
    Exchange *start(const Target &target, const ChatRequest &request, QObject *parent);
    /// Asks with GET whether a gateway is well. The probe belongs to `parent`.
    HealthProbe *probe(const QUrl &url, QObject *parent);
    /// Asks with GET which models there are. The request belongs to `parent`.
    ModelRequest *askForModels(const QUrl &url, const RawHeaders &headers, QObject *parent);

    /// The limits that all its exchanges keep.
    [[nodiscard]] RateLimits &rateLimits() { return m_limits; }

Q_SIGNALS:
    void prepared();
    /// The network goes: exchanges stop. Their handlers must not start another one.
    void closing(QPrivateSignal);

private:
    void sendInTurn(const RateLimit &limit, Exchange *exchange, Transfer *transfer);

    QThread m_thread;
    QNetworkAccessManager *m_network; ///< lives in the thread and is deleted there
    QNetworkAccessManager m_probes;   ///< small questions besides: of health, of models
    RateLimits m_limits;
};

} // namespace Parlance
