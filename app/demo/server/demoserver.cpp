// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/demoserver.h"

#include "demo/endpoints/frontpage.h"
#include "demo/http/originguard.h"

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

/// How long no new request may arrive before the first answer is composed: the other lanes' requests need the
/// CPU to get here.
constexpr auto GatheringTime = 5ms;
/// Requests beyond this number do not prolong the wait, or a continuous load would never be answered.
constexpr qsizetype MostGathered = 128;

} // namespace

DemoServer::DemoServer(const DemoSettings &settings)
    : m_composer(Handbook::builtIn())
    , m_ruflo(&m_composer, settings)
    , m_ruLlm(&m_composer, settings)
    , m_ruApi(&m_composer, settings)
    , m_roraOs(&m_composer, settings)
    , m_floopFloop(&m_composer, settings)
    , m_routes(m_ruflo.routes() + m_ruLlm.routes() + m_ruApi.routes() + m_roraOs.routes() +
               m_floopFloop.routes() + QList<Route>{frontPage()})
    , m_limits(settings.http)
    , m_uploadPlaces(settings.http.uploads)
    , m_listener(this)
    , m_nextAnswer(this)
    , m_workers([this](const DemoRequest &request) { return composed(request); }, this)
{
    m_nextAnswer.setSingleShot(true);
    m_nextAnswer.setTimerType(Qt::PreciseTimer);
    connect(&m_nextAnswer, &QTimer::timeout, this, &DemoServer::answerNext);
    connect(&m_listener, &LoopbackListener::accepted, this, &DemoServer::accept);
}

std::expected<quint16, QString> DemoServer::listen(quint16 port)
{
    return m_listener.open(port);
}

/// Those beyond the limit are told so; when as many of these are still closing, the next are only closed.
void DemoServer::accept(int descriptor)
{
    const QList<HttpConnection *> open = findChildren<HttpConnection *>(Qt::FindDirectChildrenOnly);
    const auto served = std::ranges::count(open, false, &HttpConnection::isClosing);
    auto connection = std::make_unique<HttpConnection>(descriptor, m_limits, m_uploadPlaces, this);
    if (open.size() >= 2 * m_limits.connections)
        return;
    connect(connection.get(), &HttpConnection::requestArrived, this,
        [this, from = connection.get()](const HttpRequest &request) { queue(from, request); });
    if (served >= m_limits.connections)
        connection->refuse({.status = 503,
            .message = u"This gateway serves %1 connections at once, and all are taken"_s.arg(
                m_limits.connections)});
    static_cast<void>(connection.release()); // it deletes itself
}

void DemoServer::queue(HttpConnection *connection, const HttpRequest &request)
{
    if (const std::optional<Refusal> refusal = refusalOfForeign(request.headers, m_listener.port()))
        return connection->refuse(*refusal);
    m_waiting.append({.request = {.method = request.method,
                          .path = request.path,
                          .headers = request.headers,
                          .body = request.body,
                          .client = connection->peer(),
                          .number = ++m_requests,
                          .answersRunning = playbacks().size(),
                          .place = request.place},
        .playback = new Playback(connection)});
    if (m_waiting.size() <= MostGathered)
        m_nextAnswer.start(GatheringTime);
}

void DemoServer::answerNext()
{
    m_waiting.removeIf([](const Waiting &one) { return one.playback.isNull(); });
    const auto next = std::ranges::find_if(m_waiting, [](const Waiting &one) { return !one.response; });
    if (next == m_waiting.end())
        return startAll();
    if (const Route *route = fitting(m_routes, next->request); route && route->beside) {
        const Waiting taken = m_waiting.takeAt(next - m_waiting.begin());
        m_workers.add(taken.playback, taken.request);
    } else {
        next->response = composed(next->request);
    }
    m_nextAnswer.start(0ms);
}

DemoResponse DemoServer::composed(const DemoRequest &request) const
{
    DemoResponse response = answer(m_routes, request);
    response.tellsTiming = request.headers.contains("X-Demo-Timing") && isEventStream(response);
    return response;
}

void DemoServer::startAll()
{
    for (Waiting &one : std::exchange(m_waiting, {}))
        one.playback->start(std::move(*one.response));
}

} // namespace Parlance::Demo
