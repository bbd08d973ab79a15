// SPDX-License-Identifier: GPL-3.0-or-later
#include "soundcommand.h"

#include <QCommandLineParser>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

template <typename T>
using OrWrong = std::expected<T, QString>;

std::optional<QString> ifSet(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

QString promptOf(const ChatRequest &request)
{
    return request.messages.isEmpty() ? QString() : request.messages.first().text();
}

/// An option that needs another one; empty if there is none.
QString missingIn(const QCommandLineParser &parser)
{
    for (const QString &option : {u"voice"_s, u"instructions"_s, u"speed"_s}) {
        if (parser.isSet(option) && !parser.isSet(u"speech"_s))
            return u"--%1 needs --speech"_s.arg(option);
    }
    if (parser.isSet(u"language"_s) && !parser.isSet(u"transcribe"_s))
        return u"--language needs --transcribe"_s;
    return parser.isSet(u"format"_s) && !SoundCommand::kindIn(parser)
               ? u"--format needs --speech or --transcribe"_s
               : QString();
}

/// Why the format is none of a transcript; empty if it is one, or if none is named.
QString wrongFormatIn(const QCommandLineParser &parser)
{
    static const QStringList formats{
        u"json"_s, u"text"_s, u"srt"_s, u"vtt"_s, u"verbose_json"_s, u"diarized_json"_s};
    const QString format = parser.value(u"format"_s);
    const bool isWrong = parser.isSet(u"transcribe"_s) && !format.isEmpty() && !formats.contains(format);
    return isWrong ? u"--format of --transcribe takes one of %1"_s.arg(formats.join(u", "_s)) : QString();
}

OrWrong<std::optional<double>> speedIn(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"speed"_s))
        return {};
    bool isNumber = false;
    const double speed = parser.value(u"speed"_s).toDouble(&isNumber);
    if (!isNumber || !(speed >= SpeechRequest::Slowest && speed <= SpeechRequest::Fastest))
        return std::unexpected(u"--speed takes a number from 0.25 to 4"_s);
    return speed;
}

} // namespace

QList<QCommandLineOption> SoundCommand::options()
{
    return {
        {u"speech"_s, u"Turn PROMPT into speech, which goes to --output, a WAV file with its right sizes, or "
                      u"to standard "
                      "output."_s},
        {u"transcribe"_s, u"Print what is said in this audio file; PROMPT may help to understand it."_s,
            u"file"_s},
        {u"format"_s,
            u"The format to ask for: mp3, opus, aac, flac, wav or pcm for speech; json, text, srt, vtt, "
            "verbose_json or diarized_json for an audio file."_s,
            u"name"_s},
        {u"voice"_s, u"The voice that speaks; alloy if none is named."_s, u"name"_s},
        {u"instructions"_s, u"How the voice should speak."_s, u"text"_s},
        {u"speed"_s, u"How fast it speaks, from 0.25 to 4."_s, u"number"_s},
        {u"language"_s, u"The language of the sound, for example en."_s, u"code"_s},
    };
}

std::optional<EndpointKind> SoundCommand::kindIn(const QCommandLineParser &parser)
{
    if (parser.isSet(u"speech"_s))
        return EndpointKind::Speech;
    if (parser.isSet(u"transcribe"_s))
        return EndpointKind::Transcription;
    return {};
}

OrWrong<std::optional<SoundCommand>> SoundCommand::read(const QCommandLineParser &parser)
{
    for (const QString &problem : {missingIn(parser), wrongFormatIn(parser)}) {
        if (!problem.isEmpty())
            return std::unexpected(problem);
    }
    const std::optional<EndpointKind> kind = kindIn(parser);
    if (!kind)
        return {};
    return speedIn(parser).transform([&](const std::optional<double> &speed) {
        return std::optional(SoundCommand{.kind = *kind,
            .file = parser.value(u"transcribe"_s),
            .output = parser.value(u"output"_s),
            .format = parser.value(u"format"_s),
            .voice = parser.value(u"voice"_s),
            .instructions = parser.value(u"instructions"_s),
            .speed = speed,
            .language = parser.value(u"language"_s)});
    });
}

SpeechRequest SoundCommand::speech(const ChatRequest &request) const
{
    return {.model = request.model,
        .input = promptOf(request),
        .voice = voice.isEmpty() ? u"alloy"_s : voice,
        .instructions = ifSet(instructions),
        .responseFormat = ifSet(format),
        .speed = speed};
}

TranscriptionRequest SoundCommand::transcription(const ChatRequest &request, const UploadFile &sound) const
{
    return {.file = sound,
        .model = request.model,
        .language = ifSet(language),
        .prompt = ifSet(promptOf(request)),
        .responseFormat = ifSet(format)};
}

} // namespace Parlance
