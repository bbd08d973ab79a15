// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/speechanswer.h"

#include "demo/forms/events.h"
#include "demo/media/speech.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype PieceBytes = qsizetype(SpeechRate) * 2 / 5;

QList<TimedFrame> piecesOf(const QByteArray &file, const Pace &pace)
{
    QList<TimedFrame> pieces;
    for (qsizetype at = 0; at < file.size(); at += PieceBytes) {
        const auto due = pace.firstToken + pace.perToken * pieces.size();
        pieces.append({due, file.sliced(at, std::min(PieceBytes, file.size() - at))});
    }
    return pieces;
}

} // namespace

DemoResponse soundInPieces(const SoundAnswer &sound, const Pace &pace)
{
    DemoResponse response{
        .status = 200, .headers = {}, .streamed = true, .frames = piecesOf(sound.file, pace)};
    response.headers.append(QHttpHeaders::WellKnownHeader::ContentType, sound.contentType);
    return response;
}

DemoResponse soundInEvents(const SoundAnswer &sound, const Pace &pace)
{
    DemoResponse response = eventStream();
    const QList<TimedFrame> pieces = piecesOf(sound.file, pace);
    for (const TimedFrame &piece : pieces) {
        response.frames.append({piece.due, event(QJsonObject{{u"type"_s, u"speech.audio.delta"_s},
                                               {u"audio"_s, QString::fromLatin1(piece.bytes.toBase64())}})});
    }
    const qint64 output = pieces.size();
    const QJsonObject usage{{u"input_tokens"_s, sound.inputTokens}, {u"output_tokens"_s, output},
        {u"total_tokens"_s, sound.inputTokens + output}};
    const auto end = pieces.isEmpty() ? pace.firstToken : pieces.constLast().due;
    response.frames.append(
        {end, event(QJsonObject{{u"type"_s, u"speech.audio.done"_s}, {u"usage"_s, usage}})});
    return response;
}

} // namespace Parlance::Demo
