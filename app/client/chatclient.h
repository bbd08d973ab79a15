// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/calllog.h"
#include "client/proxychoice.h"
#include "client/silencewatch.h"

#include <QThread>

namespace Parlance {

class Exchange;
class HttpExchange;
class HttpTransfer;
class Network;
class Replay;
class Transfer;

/// Opens exchanges. One client serves all lanes. Every exchange has its own connection and sends its request
/// at most once. A limit that the server tells (429 with a time) holds all requests of its key. The client
/// follows no redirects (a key must not reach another origin, X-07), caches nothing, keeps no cookies and
/// adds no credentials that the target does not name.
///
/// The network runs in a separate thread, so that neither requests nor their times wait for the rest of the
/// program.
class ChatClient : public QObject
{
    Q_OBJECT

public:
    /// `clock` is the clock for silence, rate limits and retries, and must outlive the client. Without one,
    /// uses the system's.
    explicit ChatClient(QObject *parent = nullptr, Clock *clock = nullptr);
    ~ChatClient() override;

    /// Sets up the network ahead of the first exchange with a request to `nearby`, a server on this computer.
    /// Returns at once; `prepared()` follows when the request was answered or failed.
    void prepare(const QUrl &nearby);
    /// Starts an exchange with `parent` as its parent. Sends the request as soon as the target's rate limit
    /// allows. `target.dialect` must be set, and `target.problem` must be empty.
    Exchange *start(const Target &target, const ChatRequest &request, QObject *parent);
    /// Starts an exchange for an existing call, which must be empty so far.
    Exchange *start(const std::shared_ptr<Call> &call, const RateLimit &limit, QObject *parent);
    /// Plays a capture into an existing call, which must be empty so far. The exchange has `parent` as its
    /// parent.
    Exchange *replay(const std::shared_ptr<Call> &call, Replay &replay, QObject *parent);
    /// Sends a request to another endpoint than a chat's, at `target.url`, as soon as the target's rate limit
    /// allows. `target.problem` must be empty. An answer of more than 256 MiB is cut. The exchange has
    /// `parent` as its parent.
    HttpExchange *send(const Target &target, const EndpointRequest &request, QObject *parent);
    /// Asks for a gateway's health with GET. The exchange has `parent` as its parent.
    HttpExchange *askForHealth(const QUrl &url, QObject *parent);
    /// Asks for the models at `target.url` with GET. The exchange has `parent` as its parent.
    HttpExchange *askForModels(const Target &target, QObject *parent);
    /// The same at an address where no server may be: silence is said, and the connection given up, after
    /// `SilenceLimits::probe`.
    HttpExchange *probeForModels(const QUrl &url, QObject *parent);
    /// Fetches a picture at an address that an answer names, with GET and without any key. A picture of more
    /// than 64 MiB is cut. The exchange has `parent` as its parent.
    HttpExchange *fetchPicture(const QUrl &url, QObject *parent);

    /// Sets how requests leave this computer, from the next one on. Copies of the password are masked in what
    /// leaves the program.
    void setProxies(const ProxyChoice &proxies);
    [[nodiscard]] const ProxyChoice &proxies() const { return m_proxies; }
    /// Sets how long the exchanges that start from now on may be silent. Tests set short times.
    void setSilenceLimits(const SilenceLimits &limits) { m_silence = limits; }
    [[nodiscard]] Clock &clock() const { return *m_clock; }
    /// The limits that all exchanges of this client keep.
    [[nodiscard]] RateLimits &rateLimits() { return m_limits; }
    /// All calls of this client.
    [[nodiscard]] CallLog &calls() { return m_calls; }

Q_SIGNALS:
    void prepared();
    /// The network is about to go, and exchanges stop. Their handlers must not start another one.
    void closing(QPrivateSignal);

private:
    HttpExchange *fetchModels(const Target &target, const SilenceLimits &limits, QObject *parent);
    HttpExchange *fetch(
        const std::shared_ptr<Call> &call, qint64 mostBytes, const SilenceLimits &limits, QObject *parent);
    HttpExchange *readWhole(
        Transfer *transfer, const std::shared_ptr<Call> &call, qint64 mostBytes, QObject *parent);
    Exchange *read(Transfer *transfer, const std::shared_ptr<Call> &call, QObject *parent);
    void sendInTurn(const RateLimit &limit, Exchange *exchange, HttpTransfer *transfer);
    void keepLimit(const RateLimit &limit, const Call &call);
    /// Lets `start` run, and the exchange tell of its wait, as the limit allows.
    template <typename AnyExchange>
    void enter(const RateLimit &limit, AnyExchange *exchange, HttpTransfer *transfer,
        const std::function<void()> &watch);

    QThread m_thread;
    Network *m_network; ///< lives in the thread and is deleted there
    ProxyChoice m_proxies;
    Clock *m_clock;
    SilenceLimits m_silence;
    RateLimits m_limits;
    CallLog m_calls;
};

} // namespace Parlance
