// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/composer.h"
#include "demo/endpoints/floopfloopendpoint.h"
#include "demo/endpoints/roraosendpoint.h"
#include "demo/endpoints/ruapiendpoint.h"
#include "demo/endpoints/rufloendpoint.h"
#include "demo/endpoints/rullmendpoint.h"
#include "demo/server/loopbacklistener.h"
#include "demo/server/playback.h"
#include "demo/server/route.h"

#include <QAbstractHttpServer>
#include <QTimer>
#include <expected>

namespace Parlance::Demo {

/// The HTTP server of the embedded gateway; works in any thread. Passes requests to the endpoints and plays
/// their answers. A client that disconnects ends only its own answer.
///
/// Requests that arrive together are all read, and their clocks started, before the first answer is composed.
/// Each turn of the event loop composes one answer, and all start after the last one is composed, so that no
/// client is answered sooner for asking first.
class DemoServer : public QAbstractHttpServer
{
    Q_OBJECT

public:
    explicit DemoServer(const DemoSettings &settings);
    /// Ends all running answers.
    ~DemoServer() override;

    /// Listens on 127.0.0.1; returns the port, or the error.
    [[nodiscard]] std::expected<quint16, QString> listen(quint16 port);

protected:
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &responder) override;

private:
    struct Waiting
    {
        DemoRequest request;
        Playback *playback = nullptr;
        std::optional<DemoResponse> response = {}; ///< once composed
    };

    void answerNext();
    void startAll();
    [[nodiscard]] QList<Playback *> playbacks() const { return findChildren<Playback *>(); }
    void endAnswersTo(const Peer &peer);

    Composer m_composer;
    RufloEndpoint m_ruflo;
    RuLlmEndpoint m_ruLlm;
    RuApiEndpoint m_ruApi;
    RoraOsEndpoint m_roraOs;
    FloopFloopEndpoint m_floopFloop;
    QList<Route> m_routes;
    quint64 m_requests = 0;
    QPointer<LoopbackListener> m_listener;
    QList<Waiting> m_waiting;
    QTimer m_nextAnswer;
};

} // namespace Parlance::Demo
