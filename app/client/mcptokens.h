// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/secret.h"

#include <QHash>
#include <QUrl>

namespace Parlance {

/// Tokens of MCP servers, in memory only. One is given for a server and a service, which calls that server:
/// no other service gets it.
class McpTokens
{
public:
    /// The tokens for the service at this address, by the URL of the server, as typed.
    [[nodiscard]] QHash<QString, Secret> at(const QUrl &service) const;
    /// Sets a token; an empty one takes it away. Does nothing without a service.
    void set(const QUrl &service, const QString &server, const Secret &token);
    [[nodiscard]] QList<Secret> all() const;

private:
    QHash<QString, QHash<QString, Secret>> m_tokens; ///< by the origin of the service
};

} // namespace Parlance
