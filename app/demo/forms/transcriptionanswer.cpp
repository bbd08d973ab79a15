// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/transcriptionanswer.h"

#include "demo/answers/answer.h"
#include "demo/forms/events.h"

#include <QJsonArray>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

/// Milliseconds are exact enough, and the subtitles have no more.
double rounded(double time)
{
    return std::round(time * 1000) / 1000;
}

QJsonObject usage(const TranscriptionAnswer &answer)
{
    return {{u"type"_s, u"duration"_s}, {u"seconds"_s, std::ceil(answer.seconds)}};
}

QJsonArray segmentsOf(const TranscriptionAnswer &answer)
{
    QJsonArray segments;
    for (const Segment &segment : answer.segments) {
        segments.append(QJsonObject{{u"id"_s, segments.size()}, {u"seek"_s, 0},
            {u"start"_s, rounded(segment.start)}, {u"end"_s, rounded(segment.end)}, {u"text"_s, segment.text},
            {u"tokens"_s, QJsonArray()}, {u"temperature"_s, 0}, {u"avg_logprob"_s, 0},
            {u"compression_ratio"_s, 1}, {u"no_speech_prob"_s, 1}});
    }
    return segments;
}

QJsonArray wordsOf(const TranscriptionAnswer &answer)
{
    QJsonArray words;
    for (const Segment &segment : answer.segments) {
        for (const Segment &word : Demo::wordsOf(segment)) {
            words.append(QJsonObject{
                {u"word"_s, word.text}, {u"start"_s, rounded(word.start)}, {u"end"_s, rounded(word.end)}});
        }
    }
    return words;
}

QJsonObject asJson(const TranscriptionAnswer &answer)
{
    QJsonObject object{{u"text"_s, textOf(answer.segments)}, {u"usage"_s, usage(answer)}};
    if (answer.format != "verbose_json"_L1)
        return object;
    object.insert(u"task"_s, u"transcribe"_s);
    object.insert(u"language"_s, answer.language);
    object.insert(u"duration"_s, rounded(answer.seconds));
    if (answer.withSegments)
        object.insert(u"segments"_s, segmentsOf(answer));
    if (answer.withWords)
        object.insert(u"words"_s, wordsOf(answer));
    return object;
}

/// Collects events, each a step later than the one before.
class TranscriptStream
{
public:
    explicit TranscriptStream(const Pace &pace)
        : m_due(pace.firstToken)
        , m_step(pace.perToken)
    {
    }

    void add(const QString &type, QJsonObject data)
    {
        data.insert(u"type"_s, type);
        m_response.frames.append({m_due, event(data)});
        m_due += m_step;
    }

    [[nodiscard]] const DemoResponse &response() const { return m_response; }

private:
    DemoResponse m_response = eventStream();
    std::chrono::microseconds m_due;
    std::chrono::microseconds m_step;
};

} // namespace

DemoResponse plainTranscription(const TranscriptionAnswer &answer, const Pace &pace)
{
    const auto due = pace.firstToken;
    if (answer.format == "text"_L1)
        return wholeResponse("text/plain; charset=utf-8", textOf(answer.segments).toUtf8() + '\n', due);
    if (answer.format == "srt"_L1)
        return wholeResponse("application/x-subrip; charset=utf-8", subRip(answer.segments).toUtf8(), due);
    if (answer.format == "vtt"_L1)
        return wholeResponse("text/vtt; charset=utf-8", webVtt(answer.segments).toUtf8(), due);
    return jsonResponse(200, asJson(answer), due);
}

DemoResponse streamedTranscription(const TranscriptionAnswer &answer, const Pace &pace)
{
    TranscriptStream stream(pace);
    const QJsonArray segments = segmentsOf(answer);
    for (qsizetype i = 0; i < answer.segments.size(); ++i) {
        for (const QString &token : tokens((i > 0 ? u" "_s : QString()) + answer.segments.at(i).text))
            stream.add(u"transcript.text.delta"_s, {{u"delta"_s, token}});
        if (answer.format == "verbose_json"_L1)
            stream.add(u"transcript.text.segment"_s, segments.at(i).toObject());
    }
    stream.add(
        u"transcript.text.done"_s, {{u"text"_s, textOf(answer.segments)}, {u"usage"_s, usage(answer)}});
    return stream.response();
}

} // namespace Parlance::Demo
