// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/speechservice.h"

#include "demo/answers/answer.h"
#include "demo/forms/chatcompletionserrors.h"
#include "demo/forms/speechanswer.h"
#include "demo/forms/speechrequest.h"
#include "demo/media/wavfile.h"
#include "demo/server/faults.h"

#include <QStandardPaths>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

/// Twenty times as fast as it is heard.
constexpr Pace SpeakingPace{.firstToken = 150ms, .perToken = 10ms};

/// What a WAV file says of its size where the request asks for a wrong size.
std::optional<quint32> wrongSize(const DemoRequest &request)
{
    if (wantsFault(request, "wav-ffffffff"_L1))
        return 0xFFFFFFFF;
    if (wantsFault(request, "wav-7fffffff"_L1))
        return 0x7FFFFFFF;
    if (wantsFault(request, "wav-2000000000"_L1))
        return 2'000'000'000;
    return std::nullopt;
}

QByteArray textChunk()
{
    constexpr auto Text = QByteArrayView("INFOICMT\x0e\0\0\0after the data", 26);
    QByteArray chunk = "LIST....";
    qToLittleEndian(quint32(Text.size()), chunk.data() + 4);
    return chunk.append(Text);
}

QByteArray wavFile(const QByteArray &speech, const DemoRequest &request)
{
    QByteArray file = wavHeader(SpeechRate, quint32(speech.size())) + speech;
    if (wantsFault(request, "wav-chunk"_L1))
        file += textChunk();
    qToLittleEndian(quint32(file.size() - 8), file.data() + 4);
    if (const auto size = wrongSize(request)) {
        qToLittleEndian(*size, file.data() + 4);
        qToLittleEndian(*size, file.data() + 40);
    }
    return wantsFault(request, "wav-twice"_L1) ? file + file : file;
}

/// By which of the two a text is said, with its reason.
QString voiceWords(const SpeechRequest &asked, const QString &program)
{
    if (asked.model == "demo-tones"_L1)
        return u"tones"_s;
    return program.isEmpty() ? u"tones; espeak-ng is not installed"_s : u"espeak-ng"_s;
}

} // namespace

SpeechService::SpeechService(const DemoSettings &settings)
    : m_program(QStandardPaths::findExecutable(settings.speechProgram))
    , m_speed(settings.speed)
{
}

DemoResponse SpeechService::answerTo(const DemoRequest &request) const
{
    const auto asked = readSpeechRequest(request.body);
    if (!asked)
        return chatCompletionsForm().refuse(asked.error(), {});
    const QString by = voiceWords(*asked, m_program);
    const auto speech =
        by == "espeak-ng"_L1 ? espoken(m_program, asked->asked, request.stop) : toned(asked->asked);
    if (!speech)
        return chatCompletionsForm().refuse(speech.error(), {});
    const bool wav = asked->wav != wantsFault(request, "other-sound"_L1);
    SoundAnswer sound{.contentType = asked->wav ? "audio/wav"_ba : "audio/pcm"_ba,
        .file = wav ? wavFile(*speech, request) : *speech,
        .inputTokens = tokens(asked->asked.text).size()};
    if (wantsFault(request, "json-audio"_L1))
        sound.file = R"({"error":{"message":"The voice has failed","type":"server_error"}})";
    const Pace pace = SpeakingPace.scaled(m_speed);
    DemoResponse response = asked->events ? soundInEvents(sound, pace) : soundInPieces(sound, pace);
    response.headers.append("X-Demo-Voice", by);
    return response;
}

} // namespace Parlance::Demo
