// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/gatewayform.h"

#include <QHostAddress>
#include <QHttpServerRequest>
#include <functional>

namespace Parlance::Demo {

/// One request as an endpoint sees it.
struct DemoRequest
{
    QHttpServerRequest::Method method = QHttpServerRequest::Method::Get;
    QString path;
    QHttpHeaders headers;
    QByteArray body;
    QHostAddress client;
    quint64 number = 0;           ///< counts the requests of the server
    qsizetype answersRunning = 0; ///< how many answers the server is giving just now, to anyone
};

/// The id of a request and of its answer, e.g. "req_demo_7".
[[nodiscard]] QString demoId(const QString &prefix, const DemoRequest &request);

/// The key of `Authorization: Bearer ...`, the scheme in any case (RFC 9110 11.1); empty without one.
[[nodiscard]] QByteArray bearerKey(const DemoRequest &request);

/// Who answers a method on a path.
struct Route
{
    QString path;
    QHttpServerRequest::Method method;
    std::function<DemoResponse(const DemoRequest &)> answer;
    const GatewayForm *form; ///< how errors are spelled there
    /// Of two gateways on one path: whether the request is for this one. Empty is any request.
    std::function<bool(const DemoRequest &)> takes = {};
};

/// The answer of the first route that fits, or the failure that the request asks for (`X-Demo-Fault`). 404
/// where no route has the path, 405 with an Allow header where none has the method (RFC 9110 15.5.6), both in
/// the form of the gateway nearest to the path. The request's id is in the headers that this form names.
[[nodiscard]] DemoResponse answer(const QList<Route> &routes, const DemoRequest &request);

} // namespace Parlance::Demo
