// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/transcript.h"

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
    qsizetype answersRunning = 0; ///< how many answers the server is giving just now, to anyone
};

/// Who answers a method on a path.
struct Route
{
    QString path;
    QHttpServerRequest::Method method;
    std::function<Transcript(const DemoRequest &)> answer;
};

/// The answer of the route that fits. 404 where no route has the path, 405 with an Allow header where none
/// has the method (RFC 9110 15.5.6).
[[nodiscard]] Transcript answer(const QList<Route> &routes, const DemoRequest &request);

} // namespace Parlance::Demo
