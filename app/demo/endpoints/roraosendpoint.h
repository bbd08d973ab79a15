// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/completionservice.h"

namespace Parlance::Demo {

/// RoraOS's side of the wire: `POST /api/v1/chat` for developers and `POST /api/v1/agents/chat` for an agent
/// (RO-01, RO-02), each with a key of its own (RO-04, RO-05). The agent knows one chapter of the handbook and
/// has its own system prompt; it takes no notice of a model or a system message in the request (RO-06,
/// RO-07).
/// `/chat/completions`, which OpenAI's SDK appends, is not there (RO-18). It keeps nothing.
class RoraOsEndpoint
{
public:
    /// `composer` belongs to someone else and lives longer.
    RoraOsEndpoint(const Composer *composer, const DemoSettings &settings);

    /// The routes refer to this endpoint.
    [[nodiscard]] QList<Route> routes();

private:
    const Composer m_agent;
    CompletionService m_developerApi;
    CompletionService m_agentApi;
};

} // namespace Parlance::Demo
