// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/calllog.h"

#include <QNetworkAccessManager>
#include <QThread>

namespace Parlance {

class Exchange;
class HttpExchange;
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
    /// The same for a call that has been made already, and in which nothing has come yet.
    Exchange *start(const std::shared_ptr<Call> &call, const RateLimit &limit, QObject *parent);
    /// Asks with GET whether a gateway is well. The exchange belongs to `parent`.
    HttpExchange *askForHealth(const QUrl &url, QObject *parent);
    /// Asks with GET which models there are at `target.url`. The exchange belongs to `parent`.
    HttpExchange *askForModels(const Target &target, QObject *parent);

    /// The limits that all its exchanges keep.
    [[nodiscard]] RateLimits &rateLimits() { return m_limits; }
    /// All calls that it has made, as far as somebody keeps them.
    [[nodiscard]] CallLog &calls() { return m_calls; }

Q_SIGNALS:
    void prepared();
    /// The network goes: exchanges stop. Their handlers must not start another one.
    void closing(QPrivateSignal);

private:
    HttpExchange *fetch(const std::shared_ptr<Call> &call, qint64 mostBytes, QObject *parent);
    void sendInTurn(const RateLimit &limit, Exchange *exchange, Transfer *transfer);

    QThread m_thread;
    QNetworkAccessManager *m_network; ///< lives in the thread and is deleted there
    RateLimits m_limits;
    CallLog m_calls;
};

} // namespace Parlance
