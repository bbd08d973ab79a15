// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/completionservice.h"

namespace Parlance::Demo {

/// RoraOS's endpoint: `POST /api/v1/chat` for developers and `POST /api/v1/agents/chat` for an agent (RO-01,
/// RO-02), each with its own key (RO-04, RO-05). The agent knows one chapter of the handbook and has its own
/// system prompt; it ignores a model or a system message in the request (RO-06, RO-07). `/chat/completions`,
/// which OpenAI's SDK appends, does not exist (RO-18). Stores nothing.
class RoraOsEndpoint
{
public:
    /// `composer` must outlive this object.
    RoraOsEndpoint(const Composer *composer, const DemoSettings &settings);

    /// The routes refer to this endpoint.
    [[nodiscard]] QList<Route> routes();

private:
    const Composer m_agent;
    CompletionService m_developerApi;
    CompletionService m_agentApi;
};

} // namespace Parlance::Demo
