// SPDX-License-Identifier: GPL-3.0-or-later
#include "soundtasks.h"

#include "client/endpointrun.h"
#include "sound/sounddecoder.h"
#include "sound/wavreader.h"
#include "wire/endpoints/transcriptjson.h"
#include "wire/replyjson.h"
#include "workspace/soundfile.h"
#include "workspace/words/soundtext.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

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
    return new EndpointRun(client, target, endpointRequest(m_request), m_reader, parent);
}

QString SpeechTask::finish(Output &output, bool isJson)
{
    m_sound = m_reader->takeSound();
    if (m_sound.isEmpty()) {
        const bool isEmptyFile = m_file.isEmpty() && !isJson && m_reader->error();
        return isEmptyFile ? u"an error came instead of sound, so standard output is empty"_s : QString();
    }
    remark();
    return write(output, isJson);
}

QString SpeechTask::write(Output &output, bool isJson) const
{
    const QByteArray repaired = repairedWav(m_sound);
    const QByteArray &sound = repaired.isEmpty() ? m_sound : repaired;
    if (!m_file.isEmpty())
        return written(m_file, sound);
    if (!isJson)
        output.write(sound);
    return {};
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
    object.set(u"output"_s, m_file.isEmpty() ? null : QJsonValue(m_file));
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
    return new EndpointRun(client, target, endpointRequest(m_request), m_reader, parent);
}

/// What the server wrote, where it wrote no JSON.
QString TranscriptionTask::text() const
{
    const Transcription &transcript = m_reader->transcript();
    return transcript.written.isEmpty() ? transcript.text : transcript.written;
}

/// The last event of a stream may tell the text anew, and otherwise.
void TranscriptionTask::progress(Output &output)
{
    const QString text = this->text();
    if (!m_file.isEmpty() || text == m_printed)
        return;
    const bool goesOn = text.startsWith(m_printed);
    output.write(goesOn ? text.sliced(m_printed.size()) : u'\n' + text);
    m_printed = text;
}

QString TranscriptionTask::finish(Output &output, bool isJson)
{
    const QString text = this->text();
    const QString end = text.isEmpty() || text.endsWith(u'\n') ? QString() : u"\n"_s;
    if (!m_file.isEmpty())
        return text.isEmpty() ? QString() : written(m_file, (text + end).toUtf8());
    if (!isJson) {
        progress(output);
        output.write(end);
    }
    return {};
}

void TranscriptionTask::addTo(JsonObjectWriter &object) const
{
    object.setMembers(transcriptToJson(m_reader->transcript()));
    object.set(u"output"_s, m_file.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(m_file));
}

} // namespace Parlance
