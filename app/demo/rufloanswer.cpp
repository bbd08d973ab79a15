// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/rufloanswer.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace Parlance::Demo {

namespace {

QJsonObject choices(const QJsonObject &choice)
{
    return {{u"choices"_s, QJsonArray{choice}}};
}

QByteArray event(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

QByteArray event(const QJsonObject &choice)
{
    return event(QJsonDocument(choices(choice)).toJson(QJsonDocument::Compact));
}

QByteArray delta(const QString &field, const QString &text)
{
    return event({{u"delta"_s, QJsonObject{{field, text}}}});
}

QByteArray firstEvent()
{
    return event({{u"delta"_s, QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, QString()}}}});
}

QByteArray lastEvent(const QString &finishReason)
{
    return event({{u"delta"_s, QJsonObject()}, {u"finish_reason"_s, finishReason}});
}

/// When the tokens of a text are due.
struct Beat
{
    microseconds first{0};
    microseconds step{0};
};

void appendDeltas(QList<TimedFrame> &frames, const QString &field, const QStringList &pieces, Beat beat)
{
    for (qsizetype i = 0; i < pieces.size(); ++i)
        frames.append({beat.first + beat.step * i, delta(field, pieces.at(i))});
}

QList<TimedFrame> deltas(const Answer &answer, const Pace &pace)
{
    const QStringList thoughts = tokens(answer.reasoning);
    const microseconds thinking = thoughts.isEmpty() ? microseconds(0) : pace.thinking;
    QList<TimedFrame> frames;
    if (!thoughts.isEmpty())
        appendDeltas(frames, u"reasoning_content"_s, thoughts, {pace.firstToken, thinking / thoughts.size()});
    appendDeltas(frames, u"content"_s, tokens(answer.text), {pace.firstToken + thinking, pace.perToken});
    return frames;
}

} // namespace

Transcript streamedAnswer(const Answer &answer, const Pace &pace)
{
    Transcript transcript{.status = 200, .headers = {}, .streamed = true, .frames = {}};
    transcript.headers.append(QHttpHeaders::WellKnownHeader::ContentType, "text/event-stream");
    transcript.headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-cache");
    transcript.frames.append({microseconds(0), firstEvent()});
    transcript.frames.append(deltas(answer, pace));
    const microseconds end = transcript.frames.constLast().due;
    transcript.frames.append({end, lastEvent(answer.finishReason)});
    transcript.frames.append({end, event("[DONE]"_ba)});
    return transcript;
}

Transcript plainAnswer(const Answer &answer, const Pace &pace)
{
    QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, answer.text}};
    if (!answer.reasoning.isEmpty())
        message.insert(u"reasoning_content"_s, answer.reasoning);
    const QJsonObject choice{{u"message"_s, message}, {u"finish_reason"_s, answer.finishReason}};
    return jsonTranscript(200, choices(choice), deltas(answer, pace).constLast().due);
}

} // namespace Parlance::Demo
