// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/rufloanswer.h"

#include "demo/forms/events.h"
#include "demo/server/timeline.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace Parlance::Demo {

namespace {

QJsonObject choices(const QJsonObject &choice)
{
    return {{u"choices"_s, QJsonArray{choice}}};
}

QByteArray delta(const QJsonObject &delta)
{
    return event(choices({{u"delta"_s, delta}}));
}

QByteArray spelled(const Piece &piece)
{
    const bool thought = piece.kind == Piece::Kind::Reasoning;
    return delta({{thought ? u"reasoning_content"_s : u"content"_s, piece.text}});
}

} // namespace

DemoResponse streamedAnswer(const Answer &answer, const Pace &pace)
{
    DemoResponse response = eventStream();
    response.frames.append(
        {microseconds(0), delta({{u"role"_s, u"assistant"_s}, {u"content"_s, QString()}})});
    const QList<Piece> pieces = timeline(answer, pace);
    for (const Piece &piece : pieces)
        response.frames.append({piece.due, spelled(piece)});
    const microseconds end = endOf(pieces, pace);
    response.frames.append(
        {end, event(choices({{u"delta"_s, QJsonObject()}, {u"finish_reason"_s, answer.finishReason}}))});
    response.frames.append({end, endMark()});
    return response;
}

DemoResponse plainAnswer(const Answer &answer, const Pace &pace)
{
    QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, answer.text}};
    if (!answer.reasoning.isEmpty())
        message.insert(u"reasoning_content"_s, answer.reasoning);
    const QJsonObject choice{{u"message"_s, message}, {u"finish_reason"_s, answer.finishReason}};
    return jsonResponse(200, choices(choice), endOf(timeline(answer, pace), pace));
}

} // namespace Parlance::Demo
