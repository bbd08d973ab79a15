// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/gatewayform.h"
#include "demo/http/uploadplaces.h"

#include <QHostAddress>
#include <QHttpHeaders>
#include <functional>
#include <stop_token>

namespace Parlance::Demo {

/// One request, as an endpoint receives it.
struct DemoRequest
{
    QByteArray method = "GET";
    QString path;
    QHttpHeaders headers;
    QByteArray body;
    QHostAddress client;
    quint64 number = 0;             ///< counts the server's requests
    qsizetype answersRunning = 0;   ///< the number of answers that the server is sending now, to all clients
    UploadPlaces::Place place = {}; ///< held while a large body is in memory
    std::stop_token stop = {};      ///< the client has gone: the answer will not be sent
};

/// The id of a request and of its answer, e.g. "req_demo_7".
[[nodiscard]] QString demoId(const QString &prefix, const DemoRequest &request);

/// The key of `Authorization: Bearer ...`, with the scheme in any case (RFC 9110 11.1); empty without one.
[[nodiscard]] QByteArray bearerKey(const DemoRequest &request);

/// The handler of a method on a path. GET handles HEAD, too.
struct Route
{
    QString path;
    QByteArray method;
    std::function<DemoResponse(const DemoRequest &)> answer;
    const GatewayForm *form; ///< the form of its errors
    /// True if the request is for this gateway, where two share a path. Empty accepts any request.
    std::function<bool(const DemoRequest &)> takes = {};
    bool beside = false; ///< takes long: `answer` is called in another thread, see `Workers`
    bool below = false;  ///< for all paths that begin with this one
};

/// The first route that takes the request; null if none does.
[[nodiscard]] const Route *fitting(const QList<Route> &routes, const DemoRequest &request);

/// The answer of the first matching route, or the failure that the request asks for (`X-Demo-Fault`). 404 if
/// no route has the path, 405 with an Allow header if none has the method (RFC 9110 15.5.6), both in the form
/// of the gateway nearest to the path. The headers that this form names carry the request's id.
[[nodiscard]] DemoResponse answer(const QList<Route> &routes, const DemoRequest &request);

} // namespace Parlance::Demo
