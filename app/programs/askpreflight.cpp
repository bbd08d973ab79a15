// SPDX-License-Identifier: GPL-3.0-or-later
#include "askpreflight.h"

#include "client/keyconsent.h"
#include "workspace/preflight/preflight.h"
#include "workspace/words/preflighttext.h"

namespace Parlance {

namespace {

using Kind = Finding::Kind;

bool isUndocumented(Kind kind)
{
    return kind == Kind::ToolsUndocumented || kind == Kind::McpUndocumented;
}

bool isDoubt(Kind kind)
{
    return isUndocumented(kind) || kind == Kind::McpNotPublic || kind == Kind::OpenAddress;
}

} // namespace

AskPreflight AskPreflight::of(const AskCommand &command, const Catalog &catalog)
{
    AskPreflight said;
    PreflightFacts facts{.target = command.target,
        .parameters = {},
        .request = command.target.shape.of(command.request),
        .catalog = &catalog};
    const bool isOwnServer = command.target.gateway.id.isEmpty(); // of which there is no documentation
    if (isOwnServer)
        facts.target.gateway.name = hostOf(facts.target.url);
    for (const Finding &finding : preflight(facts)) {
        if (isOwnServer && isUndocumented(finding.kind))
            continue;
        (isDoubt(finding.kind) ? said.doubts : said.refused) << PreflightText::words(finding);
    }
    return said;
}

} // namespace Parlance
