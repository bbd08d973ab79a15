// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/composer.h"
#include "demo/endpoints/floopfloopmeter.h"
#include "demo/server/demosettings.h"
#include "demo/server/route.h"

namespace Parlance::Demo {

/// FloopFloop's endpoint: `POST /api/v1/ai/chat`, `/generate` and the reserved `/embed` (FF-10, FF-27,
/// FF-37). Checks a request in this order: key, requests in this minute, body, alias, input size, credits,
/// tokens of this day. Stores only what its key has used.
class FloopFloopEndpoint
{
public:
    /// `composer` must outlive this object.
    FloopFloopEndpoint(const Composer *composer, const DemoSettings &settings);

    /// The routes refer to this endpoint.
    [[nodiscard]] QList<Route> routes();

private:
    using Read = std::expected<ChatRequest, Refusal> (*)(const QByteArray &);

    [[nodiscard]] DemoResponse answerTo(const DemoRequest &request, Read read);
    [[nodiscard]] std::expected<DemoResponse, Refusal> answered(const DemoRequest &request, Read read);
    [[nodiscard]] std::optional<Refusal> tooLarge(const ChatRequest &chat) const;
    [[nodiscard]] DemoResponse said(const ChatRequest &chat);

    const Composer *m_composer;
    FloopFloopPlan m_plan;
    FloopFloopMeter m_meter;
    double m_speed;
};

} // namespace Parlance::Demo
