// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/composer.h"
#include "demo/endpoints/floopfloopendpoint.h"
#include "demo/endpoints/roraosendpoint.h"
#include "demo/endpoints/ruapiendpoint.h"
#include "demo/endpoints/rufloendpoint.h"
#include "demo/endpoints/rullmendpoint.h"
#include "demo/http/httpconnection.h"
#include "demo/http/loopbacklistener.h"
#include "demo/server/playback.h"
#include "demo/server/route.h"
#include "demo/server/workers.h"

#include <QPointer>
#include <QTimer>
#include <expected>

namespace Parlance::Demo {

/// The HTTP server of the embedded gateway; works in any thread. Passes requests to the endpoints and plays
/// their answers. A client that disconnects ends only its own answer. Web pages of other origins are refused
/// (`refusalOfForeign()`), and so is what goes beyond `DemoSettings::http`.
///
/// The server is our own, because Qt's (6.8) bounds nothing: not the head, the body, the connections or the
/// time. Bounds in front of it would have to read the framing of every request a second time, and to hold the
/// bodies; and a QTcpSocket, which it needs, cannot answer a client that has closed its end.
///
/// Requests that arrive together are all read, and their clocks started, before the first answer is composed.
/// Each turn of the event loop composes one answer, and all start after the last one is composed, so that no
/// client is answered sooner for asking first. What takes long (`Route::beside`) goes to the workers instead.
class DemoServer : public QObject
{
    Q_OBJECT

public:
    explicit DemoServer(const DemoSettings &settings);

    /// Listens on 127.0.0.1; returns the port, or the error.
    [[nodiscard]] std::expected<quint16, QString> listen(quint16 port);

private:
    struct Waiting
    {
        DemoRequest request;
        QPointer<Playback> playback;               ///< null when the client has gone
        std::optional<DemoResponse> response = {}; ///< once composed
    };

    void accept(int descriptor);
    void queue(HttpConnection *connection, const HttpRequest &request);
    void answerNext();
    [[nodiscard]] DemoResponse composed(const DemoRequest &request) const;
    void startAll();
    [[nodiscard]] QList<Playback *> playbacks() const { return findChildren<Playback *>(); }

    Composer m_composer;
    RufloEndpoint m_ruflo;
    RuLlmEndpoint m_ruLlm;
    RuApiEndpoint m_ruApi;
    RoraOsEndpoint m_roraOs;
    FloopFloopEndpoint m_floopFloop;
    QList<Route> m_routes;
    quint64 m_requests = 0;
    HttpLimits m_limits;
    UploadPlaces m_uploadPlaces;
    LoopbackListener m_listener;
    QList<Waiting> m_waiting;
    QTimer m_nextAnswer;
    Workers m_workers;
};

} // namespace Parlance::Demo
