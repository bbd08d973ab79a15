// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/composer.h"
#include "demo/server/demosettings.h"
#include "demo/server/route.h"
#include "demo/server/throttle.h"

namespace Parlance::Demo {

/// Ruflo's endpoint: `POST /api/chat` and `GET /api/health`. Decides the content of an answer; the server
/// decides its timing. Stores only the client's request rate.
class RufloEndpoint
{
public:
    /// `composer` must outlive this object.
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
