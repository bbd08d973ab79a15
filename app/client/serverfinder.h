// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/catalog.h"

#include <QObject>

namespace Parlance {

class ChatClient;

/// Looks whether the servers on this computer that the catalog knows (Ollama, llama.cpp, ...) answer at their
/// ports: only when it is told to, only at loopback addresses, and without a key.
class ServerFinder : public QObject
{
    Q_OBJECT

public:
    explicit ServerFinder(ChatClient *client, QObject *parent = nullptr);

    /// Asks all of them at once which models they have. `found()` comes for each that answers, then
    /// `finished()` exactly once, never from within. A search that is still running is given up.
    void look(const Catalog &catalog);
    [[nodiscard]] bool isLooking() const { return m_search != nullptr; }

    /// The addresses that `look()` would ask, each "127.0.0.1:11434".
    [[nodiscard]] static QStringList places(const Catalog &catalog);

Q_SIGNALS:
    void found(const QString &gatewayId, const QStringList &models);
    void finished();

private:
    void ask(const Gateway &gateway);
    void endOne();

    ChatClient *m_client;
    QObject *m_search = nullptr; ///< the parent of the requests that are under way
    qsizetype m_open = 0;        ///< how many have not answered
};

} // namespace Parlance
