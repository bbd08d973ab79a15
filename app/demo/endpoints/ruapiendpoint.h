// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/completionservice.h"

namespace Parlance::Demo {

/// RuAPI's side of the wire: `POST /v1/chat/completions` and `GET /v1/models` with `Authorization: Bearer`,
/// and `POST /v1/messages` with that or `x-api-key`; every model on either protocol (RA-03, RA-09, RA-23). It
/// keeps nothing.
class RuApiEndpoint
{
public:
    /// `composer` belongs to someone else and lives longer.
    RuApiEndpoint(const Composer *composer, const DemoSettings &settings);

    /// The routes refer to this endpoint.
    [[nodiscard]] QList<Route> routes();

private:
    [[nodiscard]] DemoResponse completion(const DemoRequest &request);
    [[nodiscard]] DemoResponse message(const DemoRequest &request) const;

    const Composer *m_composer;
    CompletionService m_completions;
    double m_speed;
};

} // namespace Parlance::Demo
