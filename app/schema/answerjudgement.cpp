// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/answerjudgement.h"

#include <algorithm>

namespace Parlance {

namespace {

using Rule = Violation::Rule;

constexpr QByteArrayView Fence("```");
/// Of the words before the JSON: enough to recognise them by.
constexpr qsizetype Excerpt = 40;

qsizetype firstVisible(QByteArrayView text)
{
    return std::ranges::find_if_not(text, [](char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }) - text.begin();
}

/// Between the line that opens the fence and the one that closes it.
AnswerJson fenced(const QByteArray &answer, qsizetype fence, const Violation &around)
{
    const qsizetype line = answer.indexOf('\n', fence);
    const qsizetype begin = line < 0 ? answer.size() : line + 1;
    const qsizetype end = answer.indexOf("\n```", std::max<qsizetype>(line, 0));
    return {.offset = begin,
        .json = answer.sliced(begin, std::max<qsizetype>(0, (end < begin ? answer.size() : end) - begin)),
        .around = around};
}

AnswerJson behindWords(const QByteArray &answer, qsizetype words)
{
    const qsizetype fence = answer.indexOf(Fence, words);
    const auto brace = std::ranges::find_if(answer, [](char c) { return c == '{' || c == '['; });
    const qsizetype begin = brace - answer.begin();
    const qsizetype end = fence >= 0 && fence < begin ? fence : begin;
    const Violation around{.rule = Rule::TextBefore,
        .offset = words,
        .found = QString::fromUtf8(answer.sliced(words, end - words)).trimmed().left(Excerpt)};
    if (end == fence)
        return fenced(answer, fence, around);
    return {.offset = begin, .json = answer.sliced(begin), .around = around};
}

Violation shifted(Violation violation, qsizetype offset)
{
    violation.offset += offset;
    return violation;
}

Judgement judged(const Schema &schema, QString answer, Judgement (Schema::*judge)(const QByteArray &) const)
{
    if (!answer.isEmpty() && answer.back().isHighSurrogate()) // the other half is still to come
        answer.chop(1);
    const AnswerJson found = jsonIn(answer.toUtf8());
    if (found.around && found.json.trimmed().isEmpty())
        return {.state = Judgement::State::Breaks, .violations = {*found.around}};
    Judgement judgement = (schema.*judge)(found.json);
    for (Violation &violation : judgement.violations)
        violation = shifted(violation, found.offset);
    if (found.around) {
        judgement.state = Judgement::State::Breaks;
        judgement.violations.prepend(*found.around);
    }
    return judgement;
}

} // namespace

AnswerJson jsonIn(const QByteArray &answer)
{
    const qsizetype begin = firstVisible(answer);
    const QByteArrayView text = QByteArrayView(answer).sliced(begin);
    if (text.startsWith(Fence))
        return fenced(answer, begin, {.rule = Rule::Fence, .offset = begin});
    if (text.isEmpty() || QByteArrayView("{[\"-0123456789tfn").contains(text.front()))
        return {.offset = 0, .json = answer};
    return behindWords(answer, begin);
}

Judgement judgeAnswer(const Schema &schema, const QString &answer)
{
    return judged(schema, answer, &Schema::judge);
}

Judgement judgeAnswerSoFar(const Schema &schema, const QString &answer)
{
    return judged(schema, answer, &Schema::judgeBeginning);
}

} // namespace Parlance
