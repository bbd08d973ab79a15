// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/speechrequest.h"

#include "demo/forms/endpointmodel.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostCharacters = 4'096;

QString readVoice(BodyReader &reader)
{
    const QJsonValue voice = reader.value(u"voice"_s);
    const QString name = voice.isObject() ? voice["id"_L1].toString() : voice.toString();
    if (!voiceNames().contains(name))
        reader.refuse(u"voice"_s, u"must be one of "_s + voiceNames().join(u", "_s));
    return name;
}

bool readIsWav(BodyReader &reader)
{
    const QString format = reader.has(u"response_format"_s) ? reader.string(u"response_format"_s) : u"mp3"_s;
    if (format != "wav"_L1 && format != "pcm"_L1)
        reader.refuse(u"response_format"_s,
            u"must be wav or pcm: this demo makes no %1 (mp3 is the API's default)"_s.arg(format));
    return format == "wav"_L1;
}

} // namespace

std::expected<SpeechRequest, Refusal> readSpeechRequest(const QByteArray &body)
{
    const auto object = parseBody(body);
    if (!object)
        return std::unexpected(object.error());
    BodyReader reader(*object);
    SpeechRequest request;
    request.model = readEndpointModel(reader, u"/v1/audio/speech"_s);
    request.asked.text = reader.requiredString(u"input"_s);
    checkLength(reader, u"input"_s, request.asked.text, MostCharacters);
    if (reader.string(u"instructions"_s).size() > MostCharacters)
        reader.refuse(u"instructions"_s, u"must have at most %1 characters"_s.arg(MostCharacters));
    request.asked.voice = readVoice(reader);
    request.asked.speed = reader.number(u"speed"_s, 0.25, 4).value_or(1);
    request.wav = readIsWav(reader);
    request.events = readChoice(reader, u"stream_format"_s, {u"audio"_s, u"sse"_s}) == "sse"_L1;
    if (reader.refusal())
        return std::unexpected(*reader.refusal());
    return request;
}

} // namespace Parlance::Demo
