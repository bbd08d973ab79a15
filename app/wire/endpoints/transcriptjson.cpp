// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/transcriptjson.h"

#include "wire/jsonobjectwriter.h"
#include "wire/replyjson.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue orNull(const std::optional<double> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QByteArray toJson(const TranscriptSegment &segment)
{
    JsonObjectWriter object;
    object.set(u"id"_s, orNull(segment.id));
    object.set(u"start"_s, segment.start);
    object.set(u"end"_s, segment.end);
    object.set(u"text"_s, segment.text);
    object.set(u"speaker"_s, orNull(segment.speaker));
    object.set(u"avg_logprob"_s, orNull(segment.averageLogProbability));
    object.set(u"compression_ratio"_s, orNull(segment.compressionRatio));
    object.set(u"no_speech_prob"_s, orNull(segment.noSpeechProbability));
    return object.toJson();
}

QByteArray toJson(const TranscriptWord &word)
{
    JsonObjectWriter object;
    object.set(u"word"_s, word.word);
    object.set(u"start"_s, word.start);
    object.set(u"end"_s, word.end);
    return object.toJson();
}

template <typename T>
QByteArray listToJson(const QList<T> &values)
{
    QList<QByteArray> written;
    for (const T &value : values)
        written.append(toJson(value));
    return writtenArray(written);
}

} // namespace

QByteArray transcriptToJson(const Transcription &transcript)
{
    JsonObjectWriter object;
    object.set(u"text"_s, transcript.text);
    object.set(u"written"_s, orNull(transcript.written));
    object.set(u"language"_s, orNull(transcript.language));
    object.set(u"duration_s"_s, orNull(transcript.duration));
    object.setWritten(u"segments"_s, listToJson(transcript.segments));
    object.setWritten(u"words"_s, listToJson(transcript.words));
    object.setWritten(u"usage"_s, usageToJson(transcript.usage));
    object.set(u"billed_s"_s, orNull(transcript.billedSeconds));
    return object.toJson();
}

} // namespace Parlance
