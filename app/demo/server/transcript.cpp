// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/transcript.h"

#include <QJsonDocument>

namespace Parlance::Demo {

Transcript jsonTranscript(int status, const QJsonObject &object, std::chrono::microseconds delay)
{
    Transcript transcript{.status = status, .headers = {}, .streamed = false, .frames = {}};
    transcript.headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json");
    transcript.frames.append({delay, QJsonDocument(object).toJson(QJsonDocument::Compact)});
    return transcript;
}

Transcript errorTranscript(int status, const QString &message)
{
    const QJsonObject error{{QStringLiteral("message"), message}};
    return jsonTranscript(status, {{QStringLiteral("error"), error}});
}

} // namespace Parlance::Demo
