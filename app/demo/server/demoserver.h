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

/// The HTTP server of the embedded gateway, in whatever thread it lives in: hands requests to the endpoints
/// and plays their answers. A client that hangs up ends its own answer only.
///
/// Requests that come together have all come, and their times begun, before the first answer is composed; one
/// is composed in a turn of the event loop, and all of them begin when the last one is: nobody is answered
/// sooner for having asked first.
class DemoServer : public QAbstractHttpServer
{
    Q_OBJECT

public:
    explicit DemoServer(const DemoSettings &settings);
    /// Ends all answers that are being said.
    ~DemoServer() override;

    /// Listens on 127.0.0.1; returns the port, or why it cannot.
    [[nodiscard]] std::expected<quint16, QString> listen(quint16 port);

protected:
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &responder) override;

private:
    struct Waiting
    {
        DemoRequest request;
        Playback *playback = nullptr;
        std::optional<DemoResponse> response = {}; ///< once it is composed
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
