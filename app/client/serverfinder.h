// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/catalog.h"

#include <QObject>

namespace Parlance {

class ChatClient;
class HttpExchange;

/// Checks which of the catalog's local servers (Ollama, llama.cpp, ...) answer at their ports. Asks only on
/// demand, only loopback addresses, and sends no key.
class ServerFinder : public QObject
{
    Q_OBJECT

public:
    explicit ServerFinder(ChatClient *client, QObject *parent = nullptr);

    /// Asks all of them at once for their models. `found()` comes for each that answers, then `finished()`
    /// exactly once, never from inside the call. Who is silent for `SilenceLimits::probe` does not answer.
    /// Cancels a running search.
    void look(const Catalog &catalog);
    [[nodiscard]] bool isLooking() const { return m_search != nullptr; }

    /// The addresses that `look()` would ask, e.g. "127.0.0.1:11434".
    [[nodiscard]] static QStringList places(const Catalog &catalog);

Q_SIGNALS:
    void found(const QString &gatewayId, const QStringList &models);
    void finished();

private:
    void ask(const Gateway &gateway);
    void noteNone(HttpExchange *exchange);
    void endOne();

    ChatClient *m_client;
    QObject *m_search = nullptr; ///< the parent of the running requests
    qsizetype m_open = 0;        ///< requests without an answer so far
};

} // namespace Parlance
