// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/completionservice.h"

namespace Parlance::Demo {

/// ru-llm's side of the wire, on the paths that it shares with RuAPI: takes the requests whose key begins
/// with `sk-ru-`. It keeps hashes of the prompts, to count cached tokens (RL-20).
class RuLlmEndpoint
{
public:
    /// `composer` belongs to someone else and lives longer.
    RuLlmEndpoint(const Composer *composer, const DemoSettings &settings);

    /// The routes refer to this endpoint, and come before RuAPI's.
    [[nodiscard]] QList<Route> routes();

private:
    [[nodiscard]] DemoResponse completion(const DemoRequest &request);

    CompletionService m_completions;
};

} // namespace Parlance::Demo
