// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/speechrequest.h"

#include "wire/jsonobjectwriter.h"

#include <QJsonObject>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QJsonValue voiceIn(const SpeechRequest &request)
{
    return request.isVoiceId ? QJsonValue(QJsonObject{{u"id"_s, *request.voice}})
                             : QJsonValue(*request.voice);
}

QString number(qsizetype value)
{
    return QLocale(QLocale::English).toString(value);
}

/// That a text is longer than the API takes; nothing if it is not.
QStringList tooLong(const QString &what, const QString &text)
{
    const qsizetype count = characterCount(text);
    if (count <= SpeechRequest::MostCharacters)
        return {};
    return {u"The %1 %2 characters, and the API takes %3 at most."_s.arg(
        what, number(count), number(SpeechRequest::MostCharacters))};
}

/// What the older models do not take (C-15, C-17).
QStringList untaken(const SpeechRequest &request)
{
    if (!request.model.startsWith("tts-1"_L1))
        return {};
    QStringList hints;
    if (request.instructions)
        hints << u"%1 takes no instructions."_s.arg(request.model);
    if (request.streamFormat == "sse"_L1)
        hints << u"%1 does not stream as sse."_s.arg(request.model);
    return hints;
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

RequestCheck check(const SpeechRequest &request)
{
    QStringList hints = tooLong(u"text has"_s, request.input) +
                        tooLong(u"instructions have"_s, request.instructions.value_or(QString())) +
                        untaken(request);
    if (!request.voice)
        hints << u"The API needs a voice."_s;
    const bool isEmpty = request.input.trimmed().isEmpty();
    return {.problem = isEmpty ? u"There is no text to speak."_s : QString(), .hints = hints};
}

} // namespace Parlance
