// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/completionservice.h"

namespace Parlance::Demo {

/// ru-llm's endpoint, on the paths that it shares with RuAPI: takes requests whose key begins with `sk-ru-`.
/// Stores hashes of the prompts, to count cached tokens (RL-20).
class RuLlmEndpoint
{
public:
    /// `composer` must outlive this object.
    RuLlmEndpoint(const Composer *composer, const DemoSettings &settings);

    /// The routes refer to this endpoint, and must precede RuAPI's.
    [[nodiscard]] QList<Route> routes();

private:
    [[nodiscard]] DemoResponse completion(const DemoRequest &request);

    CompletionService m_completions;
};

} // namespace Parlance::Demo
