// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/composer.h"
#include "demo/server/demosettings.h"
#include "demo/server/route.h"
#include "demo/server/throttle.h"

namespace Parlance::Demo {

/// Ruflo's side of the wire: `POST /api/chat` and `GET /api/health`. It decides what is said; when and how it
/// reaches the client is the server's business. Keeps nothing of a request but the client's rate.
class RufloEndpoint
{
public:
    /// `composer` belongs to someone else and lives longer.
    RufloEndpoint(const Composer *composer, const DemoSettings &settings);

    /// The routes refer to this endpoint.
    [[nodiscard]] QList<Route> routes();

private:
    [[nodiscard]] DemoResponse chat(const DemoRequest &request);
    [[nodiscard]] DemoResponse answerOf(const QByteArray &body) const;

    const Composer *m_composer;
    Throttle m_throttle;
    double m_speed;
};

} // namespace Parlance::Demo
