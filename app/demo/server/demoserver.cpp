// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/demoserver.h"

#include "demo/endpoints/frontpage.h"

#include <algorithm>
#include <memory>
#include <utility>

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
    , m_nextAnswer(this)
{
    m_nextAnswer.setSingleShot(true);
    m_nextAnswer.setTimerType(Qt::PreciseTimer);
    connect(&m_nextAnswer, &QTimer::timeout, this, &DemoServer::answerNext);
}

DemoServer::~DemoServer()
{
    qDeleteAll(playbacks()); // before the connections that their responders refer to
}

std::expected<quint16, QString> DemoServer::listen(quint16 port)
{
    auto listener = std::make_unique<LoopbackListener>();
    if (!listener->open(port))
        return std::unexpected(listener->errorString());
    connect(listener.get(), &LoopbackListener::hungUp, this, &DemoServer::endAnswersTo);
    const quint16 taken = listener->serverPort();
    if (!bind(listener.get()))
        return std::unexpected(listener->errorString());
    m_listener = listener.release(); // bind() made it a child of this server
    return taken;
}

bool DemoServer::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    const Peer client{.address = request.remoteAddress(), .port = request.remotePort()};
    Waiting waiting{.request = {.method = request.method(),
                        .path = request.url().path(),
                        .headers = request.headers(),
                        .body = request.body(),
                        .client = client.address,
                        .number = ++m_requests,
                        .answersRunning = playbacks().size()}};
    waiting.playback = new Playback(std::move(responder), client, this);
    connect(waiting.playback, &Playback::hangUpWanted, m_listener, &LoopbackListener::hangUp);
    m_waiting.append(std::move(waiting));
    if (m_waiting.size() <= MostGathered)
        m_nextAnswer.start(GatheringTime);
    return true;
}

void DemoServer::answerNext()
{
    const auto next = std::ranges::find_if(m_waiting, [](const Waiting &one) { return !one.response; });
    if (next == m_waiting.end())
        return startAll();
    next->response = answer(m_routes, next->request);
    if (next->request.method == QHttpServerRequest::Method::Head)
        next->response->frames = {TimedFrame()}; // RFC 9110 9.3.2: never a body, which would not be read
    next->response->tellsTiming = next->request.headers.contains("X-Demo-Timing");
    m_nextAnswer.start(0ms);
}

void DemoServer::startAll()
{
    for (Waiting &one : std::exchange(m_waiting, {}))
        one.playback->start(std::move(*one.response));
}

void DemoServer::missingHandler(const QHttpServerRequest &, QHttpServerResponder &)
{
    // Never called: handleRequest() answers everything.
}

void DemoServer::endAnswersTo(const Peer &peer)
{
    m_waiting.removeIf([&peer](const Waiting &waiting) { return waiting.playback->client() == peer; });
    for (Playback *playback : playbacks()) {
        if (playback->client() == peer)
            playback->deleteLater();
    }
}

} // namespace Parlance::Demo
