// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/rufloendpoint.h"

#include "demo/answers/tier.h"
#include "demo/forms/rufloanswer.h"
#include "demo/forms/rufloerrors.h"
#include "demo/forms/ruflorequest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

const Tier *findTier(const QString &id)
{
    const auto found = std::ranges::find(rufloTiers(), id, &Tier::id);
    return found == rufloTiers().end() ? nullptr : &*found;
}

DemoResponse unknownTier(const QString &id)
{
    QStringList known;
    for (const Tier &tier : rufloTiers())
        known += tier.id;
    return rufloForm().refuse(
        {.message = u"Unknown tier id \"%1\". The tiers are %2"_s.arg(id, known.join(u", "_s))}, {});
}

DemoResponse health(const DemoRequest &request)
{
    return jsonResponse(200, {{u"status"_s, u"ok"_s}, {u"gateway"_s, u"demo"_s},
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
    const auto answerChat = [this](const DemoRequest &request) {
        return chat(request);
    };
    return {
        {u"/api/chat"_s, "POST", answerChat, &rufloForm()}, {u"/api/health"_s, "GET", health, &rufloForm()}};
}

DemoResponse RufloEndpoint::chat(const DemoRequest &request)
{
    if (!m_throttle.admit(request.client))
        return rufloForm().refuse({.status = 429}, {});
    return answerOf(request.body);
}

DemoResponse RufloEndpoint::answerOf(const QByteArray &body) const
{
    const auto request = readRufloRequest(body);
    if (!request)
        return rufloForm().refuse(request.error(), {});
    const Tier *tier = findTier(request->model);
    if (!tier)
        return unknownTier(request->model);
    const Answer answer = m_composer->compose(*request, tier->depth);
    const Pace pace = tier->pace.scaled(m_speed);
    return request->stream ? streamedAnswer(answer, pace) : plainAnswer(answer, pace);
}

} // namespace Parlance::Demo
