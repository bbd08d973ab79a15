// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/answerverdict.h"

#include <algorithm>

namespace Parlance {

namespace {

using State = Judgement::State;

/// Enough of a refusal to recognise it.
constexpr qsizetype Excerpt = 80;

bool isToBeJudged(const Choice &choice, bool hasEnded)
{
    if (!choice.text().isEmpty() || !choice.refusal.isEmpty())
        return true;
    return hasEnded && partsOf<ToolCall>(choice.parts).isEmpty();
}

Judgement judged(const Schema &schema, const Choice &choice, bool hasEnded)
{
    if (!choice.refusal.isEmpty())
        return {.state = State::Breaks,
            .violations = {{.rule = Violation::Rule::Refused, .found = choice.refusal.left(Excerpt)}}};
    return hasEnded ? judgeAnswer(schema, choice.text()) : judgeAnswerSoFar(schema, choice.text());
}

/// The worst comes first.
int rank(const Judgement &judgement)
{
    switch (judgement.state) {
    case State::Breaks:
        return 0;
    case State::Unknown:
        return 1;
    case State::Open:
        return 2;
    case State::Fits:
        return 3;
    }
    return 0;
}

} // namespace

std::expected<Schema, SchemaFault> schemaOf(const AnswerFormat &format)
{
    return Schema::compile(
        format.kind == AnswerFormat::Kind::JsonObject ? QByteArray(R"({"type":"object"})") : format.schema);
}

std::optional<Judgement> judgementOf(const Schema &schema, const Reply &reply)
{
    if (reply.state == Reply::State::Failed)
        return std::nullopt;
    const bool hasEnded = reply.state != Reply::State::Streaming;
    std::optional<Judgement> worst;
    for (const Choice &choice : reply.choices) {
        if (!isToBeJudged(choice, hasEnded))
            continue;
        const Judgement judgement = judged(schema, choice, hasEnded);
        if (!worst || rank(judgement) < rank(*worst))
            worst = judgement;
    }
    return worst;
}

std::optional<Judgement> judgementOf(const Call &call)
{
    if (call.request.format.isText())
        return std::nullopt;
    const auto schema = schemaOf(call.request.format);
    return schema ? judgementOf(*schema, call.reply) : std::nullopt;
}

std::optional<bool> fitsSchema(const Call &call)
{
    const std::optional<Judgement> judgement = hasEnded(call) ? judgementOf(call) : std::nullopt;
    if (!judgement || judgement->state == State::Unknown)
        return std::nullopt;
    return judgement->state == State::Fits;
}

} // namespace Parlance
