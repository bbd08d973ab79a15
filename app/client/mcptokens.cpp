// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/mcptokens.h"

#include "client/keyconsent.h"

namespace Parlance {

QHash<QString, Secret> McpTokens::at(const QUrl &service) const
{
    return m_tokens.value(originOf(service));
}

void McpTokens::set(const QUrl &service, const QString &server, const Secret &token)
{
    const QString origin = originOf(service);
    if (origin.isEmpty())
        return;
    if (token.isEmpty())
        m_tokens[origin].remove(server);
    else
        m_tokens[origin].insert(server, token);
}

QList<Secret> McpTokens::all() const
{
    QList<Secret> tokens;
    for (const QHash<QString, Secret> &ofService : m_tokens)
        tokens += ofService.values();
    return tokens;
}

} // namespace Parlance
