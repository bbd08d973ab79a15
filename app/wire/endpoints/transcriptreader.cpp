// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/transcriptreader.h"

#include "wire/dialects/usagereading.h"
#include "wire/endpoints/subtitles.h"
#include "wire/erroranswer.h"
#include "wire/failuresigns.h"
#include "wire/jsonreading.h"
#include "wire/utf8text.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Longer than any sound.
constexpr double MostSeconds = 1e7;

/// Empty for what is no time of a sound.
std::optional<double> durationIn(const QJsonValue &value)
{
    const std::optional<double> number = readNumber(value);
    return number && *number >= 0 && *number <= MostSeconds ? number : std::nullopt;
}

std::optional<double> finite(const QJsonValue &value)
{
    const std::optional<double> number = readNumber(value);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

double secondsIn(const QJsonValue &value)
{
    return std::clamp(finite(value).value_or(0), 0.0, MostSeconds);
}

QString idIn(const QJsonValue &value)
{
    const std::optional<qint64> number = readInteger(value);
    return number ? QString::number(*number) : value.toString();
}

TranscriptSegment segmentIn(const QJsonObject &object)
{
    return {.id = idIn(object.value("id"_L1)),
        .start = secondsIn(object.value("start"_L1)),
        .end = secondsIn(object.value("end"_L1)),
        .text = object.value("text"_L1).toString(),
        .speaker = object.value("speaker"_L1).toString(),
        .averageLogProbability = finite(object.value("avg_logprob"_L1)),
        .compressionRatio = finite(object.value("compression_ratio"_L1)),
        .noSpeechProbability = finite(object.value("no_speech_prob"_L1))};
}

TranscriptWord wordIn(const QJsonObject &object)
{
    return {.word = object.value("word"_L1).toString(),
        .start = secondsIn(object.value("start"_L1)),
        .end = secondsIn(object.value("end"_L1))};
}

QString textOf(const QList<TranscriptSegment> &segments)
{
    QStringList texts;
    for (const TranscriptSegment &segment : segments)
        texts << segment.text.simplified();
    texts.removeAll(QString());
    return texts.join(u' ');
}

bool isTranscript(const QJsonObject &object)
{
    return object.value("text"_L1).isString() || object.value("segments"_L1).isArray() ||
           object.value("words"_L1).isArray();
}

QString notATranscript(const QByteArray &text)
{
    return u"This is not a transcript: %1"_s.arg(excerpt(textFromUtf8(text)));
}

} // namespace

void TranscriptReader::readEvent(const QJsonObject &event)
{
    const QString type = event.value("type"_L1).toString();
    readUsage(event.value("usage"_L1));
    if (type == "transcript.text.delta"_L1) {
        m_transcript.text += event.value("delta"_L1).toString();
    } else if (type == "transcript.text.segment"_L1) {
        m_transcript.segments.append(segmentIn(event));
    } else if (type == "transcript.text.done"_L1) {
        if (const QJsonValue text = event.value("text"_L1); text.isString())
            m_transcript.text = text.toString();
        endStream();
    }
}

void TranscriptReader::readText(const QByteArray &text)
{
    const std::optional<QJsonValue> json = readJson(text);
    const bool holdsValue = json && (json->isObject() || json->isArray());
    if (isWebPage(text) || (holdsValue && carriesError(firstObject(*json))))
        return fail(decodeError(head(), text));
    if (holdsValue)
        return readObject(firstObject(*json), text);
    if (head().contentType.endsWith("json") && text.trimmed() == "null")
        return fail(notATranscript(text));
    readPlain(text);
}

void TranscriptReader::readObject(const QJsonObject &object, const QByteArray &text)
{
    if (!isTranscript(object))
        return fail(notATranscript(text));
    m_transcript.language = object.value("language"_L1).toString();
    m_transcript.duration = durationIn(object.value("duration"_L1));
    const QJsonArray segments = object.value("segments"_L1).toArray();
    for (const QJsonValue &segment : segments)
        m_transcript.segments.append(segmentIn(segment.toObject()));
    const QJsonArray words = object.value("words"_L1).toArray();
    for (const QJsonValue &word : words)
        m_transcript.words.append(wordIn(word.toObject()));
    const QJsonValue told = object.value("text"_L1);
    m_transcript.text = told.isString() ? told.toString() : textOf(m_transcript.segments);
    readUsage(object.value("usage"_L1));
}

/// Some servers write a plain text as a JSON string.
void TranscriptReader::readPlain(const QByteArray &text)
{
    const std::optional<QJsonValue> quoted =
        text.trimmed().startsWith('"') ? readJson('[' + text + ']') : std::nullopt;
    const QJsonValue inner = quoted ? quoted->toArray().first() : QJsonValue();
    m_transcript.written = inner.isString() ? inner.toString() : textFromUtf8(text);
    m_transcript.segments = segmentsInSubtitles(m_transcript.written);
    m_transcript.text =
        m_transcript.segments.isEmpty() ? m_transcript.written.trimmed() : textOf(m_transcript.segments);
}

void TranscriptReader::readUsage(const QJsonValue &usage)
{
    if (usage["type"_L1] == "duration"_L1)
        m_transcript.billedSeconds = durationIn(usage["seconds"_L1]);
    else if (const auto tokens = Parlance::readUsage(usage))
        m_transcript.usage.merge(*tokens);
}

} // namespace Parlance
