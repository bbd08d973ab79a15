// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/speechrequest.h"

#include "wire/jsonobjectwriter.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QJsonValue voiceIn(const SpeechRequest &request)
{
    return request.isVoiceId ? QJsonValue(QJsonObject{{u"id"_s, *request.voice}})
                             : QJsonValue(*request.voice);
}

} // namespace

qsizetype characterCount(QStringView text)
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isSecondHalf = i > 0 && text[i].isLowSurrogate() && text[i - 1].isHighSurrogate();
        count += isSecondHalf ? 0 : 1;
    }
    return count;
}

EndpointRequest endpointRequest(const SpeechRequest &request)
{
    JsonObjectWriter object;
    object.set(u"model"_s, request.model);
    object.set(u"input"_s, request.input);
    if (request.voice)
        object.set(u"voice"_s, voiceIn(request));
    for (const auto &[name, value] : {std::pair(u"instructions"_s, request.instructions),
             std::pair(u"response_format"_s, request.responseFormat),
             std::pair(u"stream_format"_s, request.streamFormat)}) {
        if (value)
            object.set(name, *value);
    }
    if (request.speed)
        object.set(u"speed"_s, *request.speed);
    const bool asksEvents = request.streamFormat == "sse"_L1;
    return {.accept = asksEvents ? "text/event-stream, application/json" : "audio/*, application/json;q=0.5",
        .body = object.toJson(),
        .streams = true};
}

} // namespace Parlance
