// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/rufloendpoint.h"

#include "demo/rufloanswer.h"
#include "demo/ruflorequest.h"
#include "demo/tier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

using Method = QHttpServerRequest::Method;

const Tier *findTier(const QString &id)
{
    const auto found = std::ranges::find(rufloTiers(), id, &Tier::id);
    return found == rufloTiers().end() ? nullptr : &*found;
}

Transcript unknownTier(const QString &id)
{
    QStringList known;
    for (const Tier &tier : rufloTiers())
        known += tier.id;
    return errorTranscript(400, u"Unknown tier id \"%1\". The tiers are %2"_s.arg(id, known.join(u", "_s)));
}

/// A fault that the client asks for with the header X-Demo-Fault.
std::optional<Transcript> fault(const QHttpHeaders &headers)
{
    if (headers.value("X-Demo-Fault") == "500")
        return errorTranscript(500, u"Server-side configuration issue. Check /api/health"_s);
    return std::nullopt;
}

Transcript health(const DemoRequest &request)
{
    return jsonTranscript(200, {{u"status"_s, u"ok"_s}, {u"gateway"_s, u"demo"_s},
                                   {u"answers_running"_s, qint64(request.answersRunning)}});
}

} // namespace

RufloEndpoint::RufloEndpoint(const Composer *composer, const DemoSettings &settings)
    : m_composer(composer)
    , m_throttle(settings.limit, settings.clock)
    , m_speed(settings.speed)
{
}

QList<Route> RufloEndpoint::routes()
{
    return {{.path = u"/api/chat"_s,
                .method = Method::Post,
                .answer =
                    [this](const DemoRequest &request) {
                        return chat(request);
                    }},
        {.path = u"/api/health"_s, .method = Method::Get, .answer = health}};
}

Transcript RufloEndpoint::chat(const DemoRequest &request)
{
    if (!m_throttle.admit(request.client))
        return errorTranscript(429, u"Rate limit hit. Slow down or upgrade your tier."_s);
    if (auto failed = fault(request.headers))
        return *std::move(failed);
    return answerOf(request.body);
}

Transcript RufloEndpoint::answerOf(const QByteArray &body) const
{
    const auto request = readRufloRequest(body);
    if (!request)
        return errorTranscript(request.error().status, request.error().message);
    const Tier *tier = findTier(request->model);
    if (!tier)
        return unknownTier(request->model);
    const Answer answer = m_composer->compose(*request, tier->depth);
    const Pace pace = tier->pace.scaled(m_speed);
    return request->stream ? streamedAnswer(answer, pace) : plainAnswer(answer, pace);
}

} // namespace Parlance::Demo
