// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/mcpservers.h"
#include "wire/dialects/mcprequest.h"
#include "workspace/preflight/rules.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = Finding::Kind;
using Place = Finding::Place;
using Found = std::optional<QStringList>;
using Facts = PreflightFacts;

Found notTaken(const Facts &facts)
{
    return foundIf(!facts.parameters.tools.servers.isEmpty() && !takesMcp(facts.target.gateway),
        {facts.target.gateway.fullName()});
}

Found undocumented(const Facts &facts)
{
    return foundIf(!facts.request.mcpServers.isEmpty() && !documentsMcp(facts.target.gateway),
        {facts.target.gateway.fullName()});
}

/// The embedded gateway calls none but its own, and a gateway on this computer may call what is there.
Found notPublic(const Facts &facts)
{
    if (facts.target.isDemo || isLoopback(facts.target.url))
        return {};
    for (const McpServer &server : facts.request.mcpServers) {
        if (!isPublic(server.url))
            return QStringList{server.name, facts.target.gateway.fullName()};
    }
    return {};
}

Found tokenMissing(const Facts &facts)
{
    for (const McpServer &server : facts.request.mcpServers) {
        if (server.needsToken && !facts.target.problem && !facts.target.mcpTokens.contains(server.url))
            return QStringList{server.name, facts.target.url.host()};
    }
    return {};
}

/// The old form has no field for tools that are left out.
Found formTooOld(const Facts &facts)
{
    if (!isOldMcpForm(facts.request.mcpBeta))
        return {};
    for (const McpServer &server : facts.request.mcpServers) {
        if (server.offersAll && !server.exceptions.isEmpty())
            return QStringList{server.name, OldMcpBeta};
    }
    return {};
}

void takeUsualForm(LaneParameters &parameters, const Facts &)
{
    parameters.tools.mcpBeta.replace(OldMcpBeta, UsualMcpBeta); // others may stand beside it
}

} // namespace

std::span<const PreflightRule> mcpRules()
{
    static constexpr std::array rules{
        PreflightRule{Kind::McpNotTaken, Place::McpServers, notTaken},
        PreflightRule{Kind::McpUndocumented, Place::McpServers, undocumented},
        PreflightRule{Kind::McpNotPublic, Place::McpServers, notPublic},
        PreflightRule{Kind::McpTokenMissing, Place::McpServers, tokenMissing},
        PreflightRule{Kind::McpFormTooOld, Place::McpServers, formTooOld, takeUsualForm},
    };
    return rules;
}

} // namespace Parlance
