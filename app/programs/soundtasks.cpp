// SPDX-License-Identifier: GPL-3.0-or-later
#include "soundtasks.h"

#include "client/endpointrun.h"
#include "sound/sounddecoder.h"
#include "sound/wavreader.h"
#include "wire/endpoints/subtitles.h"
#include "wire/endpoints/transcriptjson.h"
#include "wire/replyjson.h"
#include "workspace/soundfile.h"
#include "workspace/words/soundtext.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

bool isWhole(const HttpRun &run)
{
    return run.state() == HttpRun::State::Complete;
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

/// The sound with its length, decoded at once: an answer is short.
SoundDecoder decoded(const QByteArray &sound, const SpeechRequest &request)
{
    const bool mayBeRaw = request.responseFormat == "pcm"_L1;
    SoundDecoder decoder(mayBeRaw ? SoundDecoder::Otherwise::RawSamples : SoundDecoder::Otherwise::Unknown);
    decoder.feed(sound);
    decoder.finish();
    return decoder;
}

using Task = std::expected<std::unique_ptr<EndpointTask>, QString>;

Task speechTask(const AskCommand &command)
{
    const SpeechRequest request = command.sound->speech(command.request);
    if (command.sound->output.isEmpty() && !command.json && isatty(STDOUT_FILENO) == 1)
        return std::unexpected(u"name an --output for the sound, which a terminal cannot show"_s);
    for (const QString &hint : check(request).hints)
        tell(hint);
    return std::make_unique<SpeechTask>(request, command.sound->output);
}

Task transcriptionTask(const AskCommand &command)
{
    const auto file = SoundFile::read(command.sound->file);
    if (!file)
        return std::unexpected(file.error());
    if (!SoundFile::isSound(*file))
        return std::unexpected(SoundFile::typeDoubt(*file));
    for (const QString &doubt : {SoundFile::typeDoubt(*file), SoundFile::sizeDoubt(*file)}) {
        if (!doubt.isEmpty())
            tell(doubt);
    }
    return std::make_unique<TranscriptionTask>(
        command.sound->transcription(command.request, *file), command.sound->output);
}

} // namespace

Task soundTask(const AskCommand &command)
{
    if (const QString problem = problemOfOutput(command.sound->output); !problem.isEmpty())
        return std::unexpected(problem);
    return command.sound->kind == EndpointKind::Speech ? speechTask(command) : transcriptionTask(command);
}

SpeechTask::SpeechTask(const SpeechRequest &request, QString output)
    : m_request(request)
    , m_file(std::move(output))
{
}

HttpRun *SpeechTask::start(ChatClient &client, const Target &target, QObject *parent)
{
    auto *run = new EndpointRun(client, target, endpointRequest(m_request), m_reader, parent);
    m_run = run;
    return run;
}

QString SpeechTask::finish(Output &output, bool isJson)
{
    m_sound = m_reader->takeSound();
    if (m_sound.isEmpty()) {
        const bool isEmptyFile = m_file.isEmpty() && !isJson && m_reader->error();
        if (isEmptyFile)
            return u"an error came instead of sound, so standard output is empty"_s;
        return m_file.isEmpty() ? QString() : u"no sound came, so %1 was not written"_s.arg(m_file);
    }
    remark();
    return write(output, isJson);
}

QString SpeechTask::write(Output &output, bool isJson)
{
    const QByteArray repaired = repairedWav(m_sound);
    const QByteArray &sound = repaired.isEmpty() ? m_sound : repaired;
    if (m_file.isEmpty()) {
        if (!isJson)
            output.write(sound);
        return {};
    }
    const QString file = isWhole(*m_run) ? m_file : partName(m_file);
    if (const QString problem = written(file, sound); !problem.isEmpty())
        return problem;
    m_written = file;
    return isWhole(*m_run) ? QString() : u"the sound that came is in %1"_s.arg(file);
}

void SpeechTask::remark() const
{
    if (const QString words =
            SoundText::otherType(m_request.responseFormat.value_or(QString()), soundTypeOf(m_sound));
        !words.isEmpty())
        tell(words);
}

void SpeechTask::addTo(JsonObjectWriter &object) const
{
    const QJsonValue null(QJsonValue::Null);
    const SoundDecoder decoder = decoded(m_sound, m_request);
    const std::shared_ptr<const SoundBuffer> sound = decoder.sound();
    object.set(u"type"_s, decoder.type() == SoundType::Unknown ? null : QJsonValue(nameOf(decoder.type())));
    object.set(u"bytes"_s, m_sound.size());
    object.set(u"seconds"_s, sound ? QJsonValue(sound->seconds()) : null);
    object.set(u"rate"_s, sound ? QJsonValue(sound->format().rate) : null);
    object.set(u"channels"_s, sound ? QJsonValue(sound->format().channels) : null);
    object.set(u"output"_s, orNull(m_written));
    object.set(u"base64"_s, m_file.isEmpty() ? QJsonValue(QString::fromLatin1(m_sound.toBase64())) : null);
    object.setWritten(u"usage"_s, usageToJson(m_reader->usage()));
}

TranscriptionTask::TranscriptionTask(const TranscriptionRequest &request, QString output)
    : m_request(request)
    , m_file(std::move(output))
{
}

HttpRun *TranscriptionTask::start(ChatClient &client, const Target &target, QObject *parent)
{
    auto *run = new EndpointRun(client, target, endpointRequest(m_request), m_reader, parent);
    m_run = run;
    return run;
}

bool TranscriptionTask::asksForSubtitles() const
{
    return m_request.responseFormat == "srt"_L1 || m_request.responseFormat == "vtt"_L1;
}

/// True if the server told times, and in another form than that of the subtitles asked for.
bool TranscriptionTask::isConverted() const
{
    const Transcription &transcript = m_reader->transcript();
    const bool wantsVtt = m_request.responseFormat == "vtt"_L1;
    return asksForSubtitles() && !transcript.segments.isEmpty() &&
           (transcript.written.isEmpty() || transcript.written.startsWith("WEBVTT"_L1) != wantsVtt);
}

/// What the server wrote, where it wrote no JSON.
QString TranscriptionTask::text() const
{
    const Transcription &transcript = m_reader->transcript();
    if (isConverted())
        return m_request.responseFormat == "vtt"_L1 ? vttOf(transcript.segments) : srtOf(transcript.segments);
    return transcript.written.isEmpty() ? transcript.text : transcript.written;
}

void TranscriptionTask::progress(Output &output)
{
    if (m_file.isEmpty())
        print(output);
}

/// The last event of a stream may give the whole text again, and differ from the pieces before it.
void TranscriptionTask::print(Output &output)
{
    const QString text = this->text();
    if (text == m_printed)
        return;
    const bool goesOn = text.startsWith(m_printed);
    output.write(goesOn ? text.sliced(m_printed.size()) : u'\n' + text);
    m_printed = text;
}

QString TranscriptionTask::finish(Output &output, bool isJson)
{
    const QString problem = isWhole(*m_run) ? this->problem() : QString();
    const QString text = this->text();
    if (isWhole(*m_run) && isConverted())
        tell(u"asked for %1, got another format: converted"_s.arg(*m_request.responseFormat));
    if (!m_file.isEmpty() && problem.isEmpty() && !text.trimmed().isEmpty())
        return write();
    if (!isJson && !text.trimmed().isEmpty()) {
        print(output);
        output.write(text.endsWith(u'\n') ? QString() : u"\n"_s);
    }
    return problem;
}

/// Why the answer is not what was asked for; empty if it is.
QString TranscriptionTask::problem() const
{
    const Transcription &transcript = m_reader->transcript();
    const QString unwritten = m_file.isEmpty() ? QString() : u", so %1 was not written"_s.arg(m_file);
    if (text().trimmed().isEmpty())
        return u"the response has no words%1"_s.arg(unwritten);
    if (!asksForSubtitles() || !transcript.segments.isEmpty())
        return {};
    return u"asked for %1, got text without timestamps%2"_s.arg(*m_request.responseFormat, unwritten);
}

QString TranscriptionTask::write()
{
    const QString text = this->text();
    const QString end = text.endsWith(u'\n') ? QString() : u"\n"_s;
    const QString file = isWhole(*m_run) ? m_file : partName(m_file);
    if (const QString problem = written(file, (text + end).toUtf8()); !problem.isEmpty())
        return problem;
    m_written = file;
    return isWhole(*m_run) ? QString() : u"the text that came is in %1"_s.arg(file);
}

void TranscriptionTask::addTo(JsonObjectWriter &object) const
{
    object.setMembers(transcriptToJson(m_reader->transcript()));
    object.set(u"output"_s, orNull(m_written));
}

} // namespace Parlance
