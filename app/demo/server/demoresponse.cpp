// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/demoresponse.h"

#include <QJsonDocument>

namespace Parlance::Demo {

DemoResponse jsonResponse(int status, const QJsonObject &object, std::chrono::microseconds delay)
{
    DemoResponse response{.status = status, .headers = {}, .streamed = false, .frames = {}};
    response.headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json");
    response.frames.append({delay, QJsonDocument(object).toJson(QJsonDocument::Compact)});
    return response;
}

DemoResponse errorTranscript(int status, const QString &message)
{
    const QJsonObject error{{QStringLiteral("message"), message}};
    return jsonResponse(status, {{QStringLiteral("error"), error}});
}

} // namespace Parlance::Demo
