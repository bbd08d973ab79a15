// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/floopfloopanswer.h"

#include "demo/forms/events.h"
#include "demo/server/timeline.h"

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace Parlance::Demo {

namespace {

QJsonObject usageObject(const FloopFloopReply &reply)
{
    return {{u"input_tokens"_s, reply.usage.input}, {u"output_tokens"_s, reply.usage.output},
        {u"total_tokens"_s, reply.usage.total()}, {u"credits_used"_s, reply.used.value()},
        {u"credits_remaining"_s, reply.remaining.value()}};
}

QString finishReason(const Answer &answer)
{
    return answer.finishReason == "length"_L1 ? u"max_tokens"_s : u"end_turn"_s;
}

} // namespace

DemoResponse plainReply(const FloopFloopReply &reply, const Pace &pace)
{
    const QJsonObject object{{u"content"_s, reply.answer.text}, {u"model"_s, reply.model},
        {u"usage"_s, usageObject(reply)}, {u"finishReason"_s, finishReason(reply.answer)}};
    return jsonResponse(200, object, endOf(timeline(reply.answer, pace), pace));
}

DemoResponse streamedReply(const FloopFloopReply &reply, const Pace &pace)
{
    DemoResponse response = eventStream();
    const QList<Piece> pieces = timeline(reply.answer, pace);
    for (const Piece &piece : pieces) {
        if (piece.kind == Piece::Kind::Text)
            response.frames.append({piece.due, event({{u"text"_s, piece.text}})});
    }
    const microseconds end = endOf(pieces, pace);
    response.frames.append(
        {end, event({{u"usage"_s, usageObject(reply)}, {u"finishReason"_s, finishReason(reply.answer)}})});
    response.frames.append({end, endMark()});
    return response;
}

} // namespace Parlance::Demo
