// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/transcriptionrequest.h"

#include "demo/forms/endpointmodel.h"
#include "demo/http/formreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostFile = qsizetype(25) * 1024 * 1024;
constexpr double LongestSeconds = 1'500;
constexpr auto Granularities = "timestamp_granularities[]"_L1;

std::unexpected<Refusal> refused(const QString &message, const QString &field, int status = 400)
{
    return std::unexpected(Refusal{.status = status, .message = message, .field = field});
}

/// The fields that are texts, as a JSON body has them, so that one reader checks both.
QJsonObject fieldsOf(const QList<FormPart> &parts)
{
    QJsonObject fields;
    for (const FormPart &part : parts) {
        const QString value = QString::fromUtf8(part.body);
        bool number = false;
        const double read = value.toDouble(&number);
        if (part.name == "temperature"_L1 && number)
            fields.insert(part.name, read);
        else if (part.name == "stream"_L1 && (value == "true"_L1 || value == "false"_L1))
            fields.insert(part.name, value == "true"_L1);
        else if (part.name == Granularities)
            fields.insert(part.name, fields.value(part.name).toString() + value + u' ');
        else if (part.name != "file"_L1)
            fields.insert(part.name, value);
    }
    return fields;
}

std::expected<WavFile, Refusal> soundOf(const FormPart &file)
{
    const QString field = u"file"_s;
    if (file.fileName.isEmpty())
        return refused(u"`file` must have a file name with an extension"_s, field);
    if (file.body.isEmpty())
        return refused(u"The file %1 is empty"_s.arg(file.fileName), field);
    if (file.body.size() > MostFile)
        return refused(u"The file %1 has %2 bytes, and the most are %3"_s.arg(file.fileName)
                           .arg(file.body.size())
                           .arg(MostFile),
            field, 413);
    const QString extension = file.fileName.sliced(file.fileName.lastIndexOf(u'.') + 1).toLower();
    if (extension == "pcm"_L1 || extension == "raw"_L1)
        return WavFile{.data = file.body};
    if (extension != "wav"_L1)
        return refused(
            u"This demo hears WAV files (.wav) and PCM of 24 kHz, 16 bit, mono (.pcm, .raw), and %1 is neither"_s
                .arg(file.fileName),
            field);
    auto wav = readWav(file.body);
    if (!wav)
        return refused(u"The file %1 cannot be read as WAV: %2"_s.arg(file.fileName, wav.error()), field);
    return *std::move(wav);
}

void readGranularities(BodyReader &reader, TranscriptionRequest &request)
{
    if (!reader.has(Granularities))
        return;
    const QStringList wanted = reader.string(Granularities).split(u' ', Qt::SkipEmptyParts);
    request.segments = wanted.contains(u"segment"_s);
    request.words = wanted.contains(u"word"_s);
    const bool known = std::ranges::all_of(
        wanted, [](const QString &each) { return each == "segment"_L1 || each == "word"_L1; });
    if (!known || request.format != "verbose_json"_L1)
        reader.refuse(Granularities, u"must be word or segment, and goes only with verbose_json"_s);
}

std::expected<TranscriptionRequest, Refusal> readFields(const QList<FormPart> &parts)
{
    BodyReader reader(fieldsOf(parts));
    TranscriptionRequest request;
    request.model = readEndpointModel(reader, u"/v1/audio/transcriptions"_s);
    request.format = readChoice(
        reader, u"response_format"_s, {u"json"_s, u"text"_s, u"srt"_s, u"verbose_json"_s, u"vtt"_s});
    request.language = reader.string(u"language"_s);
    request.stream = reader.flag(u"stream"_s);
    static_cast<void>(reader.number(u"temperature"_s, 0, 1));
    readGranularities(reader, request);
    if (reader.refusal())
        return std::unexpected(*reader.refusal());
    return request;
}

} // namespace

std::expected<TranscriptionRequest, Refusal> readTranscriptionRequest(
    QByteArrayView contentType, const QByteArray &body)
{
    const auto parts = readForm(contentType, body);
    if (!parts)
        return std::unexpected(parts.error());
    auto request = readFields(*parts);
    if (!request)
        return request;
    const auto file = std::ranges::find(*parts, u"file"_s, &FormPart::name);
    if (file == parts->end())
        return refused(u"`file` is missing"_s, u"file"_s);
    auto sound = soundOf(*file);
    if (!sound)
        return std::unexpected(sound.error());
    if (sound->seconds() > LongestSeconds)
        return refused(u"The recording has %1 s, and the most are %2"_s.arg(sound->seconds(), 0, 'f', 0)
                           .arg(LongestSeconds),
            u"file"_s);
    if (sound->length() == 0)
        return refused(u"The file %1 has no sound in it"_s.arg(file->fileName), u"file"_s);
    request->sound = *std::move(sound);
    return request;
}

} // namespace Parlance::Demo
