// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/timeline.h"

using std::chrono::microseconds;

namespace Parlance::Demo {

namespace {

QList<Piece> pieces(Piece::Kind kind, const QString &text, qsizetype call = 0)
{
    QList<Piece> result;
    for (const QString &token : tokens(text))
        result.append({.kind = kind, .due = {}, .text = token, .call = call});
    return result;
}

QList<Piece> said(const Answer &answer)
{
    QList<Piece> result;
    for (qsizetype i = 0; i < answer.serverCalls.size(); ++i) {
        result.append({.kind = Piece::Kind::ServerCall, .due = {}, .text = {}, .call = i});
        result.append(pieces(Piece::Kind::ServerInput, answer.serverCalls.at(i).call.arguments, i));
        result.append({.kind = Piece::Kind::ServerResult, .due = {}, .text = {}, .call = i});
    }
    result.append(pieces(Piece::Kind::Text, answer.text));
    for (qsizetype i = 0; i < answer.toolCalls.size(); ++i) {
        result.append({.kind = Piece::Kind::Call, .due = {}, .text = {}, .call = i});
        result.append(pieces(Piece::Kind::Arguments, answer.toolCalls.at(i).arguments, i));
    }
    return result;
}

void schedule(QList<Piece> &list, microseconds first, microseconds step)
{
    for (qsizetype i = 0; i < list.size(); ++i)
        list[i].due = first + step * i;
}

} // namespace

QList<Piece> timeline(const Answer &answer, const Pace &pace)
{
    QList<Piece> thoughts = pieces(Piece::Kind::Reasoning, answer.reasoning);
    QList<Piece> rest = said(answer);
    const microseconds thinking = thoughts.isEmpty() ? microseconds(0) : pace.thinking;
    if (!thoughts.isEmpty())
        schedule(thoughts, pace.firstToken, thinking / thoughts.size());
    schedule(rest, pace.firstToken + thinking, pace.perToken);
    return thoughts + rest;
}

microseconds endOf(const QList<Piece> &pieces, const Pace &pace)
{
    return pieces.isEmpty() ? pace.firstToken : pieces.constLast().due;
}

} // namespace Parlance::Demo
