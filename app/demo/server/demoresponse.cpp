// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/demoresponse.h"

#include <QJsonDocument>

namespace Parlance::Demo {

DemoResponse jsonResponse(int status, const QJsonObject &object, std::chrono::microseconds delay)
{
    DemoResponse response =
        wholeResponse("application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), delay);
    response.status = status;
    return response;
}

DemoResponse wholeResponse(
    const QByteArray &contentType, const QByteArray &body, std::chrono::microseconds delay)
{
    DemoResponse response{.status = 200, .headers = {}, .streamed = false, .frames = {}};
    response.headers.append(QHttpHeaders::WellKnownHeader::ContentType, contentType);
    response.frames.append({delay, body});
    return response;
}

bool isEventStream(const DemoResponse &response)
{
    return response.streamed &&
           response.headers.value(QHttpHeaders::WellKnownHeader::ContentType).startsWith("text/event-stream");
}

DemoResponse errorTranscript(int status, const QString &message)
{
    const QJsonObject error{{QStringLiteral("message"), message}};
    return jsonResponse(status, {{QStringLiteral("error"), error}});
}

} // namespace Parlance::Demo
