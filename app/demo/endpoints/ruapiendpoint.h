// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/completionservice.h"

namespace Parlance::Demo {

/// RuAPI's endpoint. `POST /v1/chat/completions` and `GET /v1/models` take `Authorization: Bearer`; `POST
/// /v1/messages` takes that or `x-api-key`. Every model works on both protocols (RA-03, RA-09, RA-23). Stores
/// nothing.
class RuApiEndpoint
{
public:
    /// `composer` must outlive this object.
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
