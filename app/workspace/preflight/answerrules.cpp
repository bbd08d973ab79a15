// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/preflight/knownmodel.h"
#include "workspace/preflight/rules.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = Finding::Kind;
using Place = Finding::Place;
using Found = std::optional<QStringList>;
using Facts = PreflightFacts;

constexpr int LeastThinking = 1024; ///< B16
constexpr int MostStops = 4;        ///< of OpenAI
constexpr int MostAnswers = 128;    ///< of OpenAI
constexpr int MostTopLogprobs = 20; ///< B19
constexpr int MostUserOfMessages = 256;
constexpr int MostUserOfCompletions = 512;

bool isMessages(const Facts &facts)
{
    return facts.isDialect("messages"_L1);
}

KnownModel model(const Facts &facts)
{
    return KnownModel::of(facts.request.model);
}

Found isNotAmong(const QString &value, const QStringList &known)
{
    return foundIf(!value.isEmpty() && !known.contains(value), {value, known.join(u", "_s)});
}

/// B15, B21.
QStringList efforts(const Facts &facts)
{
    if (isMessages(facts))
        return {u"low"_s, u"medium"_s, u"high"_s, u"xhigh"_s, u"max"_s};
    return {u"none"_s, u"minimal"_s, u"low"_s, u"medium"_s, u"high"_s, u"xhigh"_s, u"max"_s};
}

QStringList serviceTiers(const Facts &facts)
{
    if (isMessages(facts))
        return {u"auto"_s, u"standard_only"_s};
    return {u"auto"_s, u"default"_s, u"flex"_s, u"priority"_s, u"scale"_s};
}

int mostUser(const Facts &facts)
{
    return isMessages(facts) ? MostUserOfMessages : MostUserOfCompletions;
}

bool hasBlank(const QStringList &texts)
{
    return std::ranges::any_of(texts, [](const QString &text) { return text.trimmed().isEmpty(); });
}

/// Messages refuses a stop sequence of white space, OpenAI an empty one.
Found stopBlank(const Facts &facts)
{
    return foundIf(isMessages(facts) ? hasBlank(facts.request.stop) : facts.request.stop.contains(QString()));
}

/// The first o-series and later take `max_completion_tokens` instead.
void useCompletionTokens(LaneParameters &parameters, const Facts &facts)
{
    const auto limit = std::exchange(parameters.values.maxTokens, std::nullopt);
    const QString extra = parameters.extra.trimmed();
    const QString field = u"\"max_completion_tokens\": %1"_s.arg(limit.value_or(0));
    const bool isEmpty = extra.isEmpty() || extra.mid(1).trimmed() == "}"_L1;
    if (!facts.request.extra.contains("max_completion_tokens"))
        parameters.extra =
            isEmpty ? u"{ %1 }"_s.arg(field) : u"{ %1, %2"_s.arg(field, extra.mid(1).trimmed());
}

constexpr std::array thinkingRules{
    PreflightRule{Kind::ThinkingTooSmall, Place::Parameters,
        [](const Facts &facts) {
            const int tokens = facts.request.thinkingTokens.value_or(LeastThinking);
            return foundIf(isMessages(facts) && tokens < LeastThinking,
                {shownNumber(tokens), shownNumber(LeastThinking)});
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.thinkingTokens = LeastThinking;
        }},
    PreflightRule{Kind::ThinkingOverMaxTokens, Place::Parameters,
        [](const Facts &facts) {
            const auto &[thinking, most] = std::pair(facts.request.thinkingTokens, facts.request.maxTokens);
            return foundIf(isMessages(facts) && thinking && most && *thinking >= *most,
                {shownNumber(thinking.value_or(0)), shownNumber(most.value_or(0))});
        },
        [](LaneParameters &parameters, const Facts &facts) {
            parameters.values.maxTokens = facts.request.thinkingTokens.value_or(0) + LeastThinking;
        }},
    PreflightRule{Kind::ThinkingUnknownToModel, Place::Parameters,
        [](const Facts &facts) {
            const KnownModel known = model(facts);
            return foundIf(facts.request.thinkingTokens && known.isClaude && !known.takesThinking,
                {facts.request.model});
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.thinkingTokens.reset();
        }},
    PreflightRule{Kind::EffortUnknown, Place::Parameters,
        [](const Facts &facts) { return isNotAmong(facts.request.reasoningEffort, efforts(facts)); },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.reasoningEffort.clear();
        }},
    PreflightRule{Kind::EffortWithoutReasoning, Place::Parameters,
        [](const Facts &facts) {
            const KnownModel known = model(facts);
            return foundIf(!facts.request.reasoningEffort.isEmpty() && known.isOpenAi && !known.reasons,
                {facts.request.model});
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.reasoningEffort.clear();
        }},
    PreflightRule{Kind::VerbosityUnknown, Place::Parameters,
        [](const Facts &facts) {
            return isNotAmong(facts.request.verbosity, {u"low"_s, u"medium"_s, u"high"_s});
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.verbosity.clear();
        }},
    PreflightRule{Kind::VerbosityUnknownToModel, Place::Parameters,
        [](const Facts &facts) {
            const KnownModel known = model(facts);
            const QString &verbosity = facts.request.verbosity;
            return foundIf(
                !verbosity.isEmpty() && verbosity != "medium"_L1 && known.isOpenAi && !known.takesVerbosity,
                {facts.request.model});
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.verbosity.clear();
        }},
};

constexpr std::array limitRules{
    PreflightRule{Kind::MaxTokensOverModel, Place::Parameters,
        [](const Facts &facts) {
            const auto most = model(facts).maxOutput;
            const auto wanted = facts.request.maxTokens;
            return foundIf(most && wanted && *wanted > *most,
                {shownNumber(wanted.value_or(0)), facts.request.model, shownNumber(most.value_or(0))});
        },
        [](LaneParameters &parameters, const Facts &facts) {
            parameters.values.maxTokens = model(facts).maxOutput;
        }},
    PreflightRule{Kind::MaxTokensWithReasoning, Place::Parameters,
        [](const Facts &facts) {
            return foundIf(
                facts.isDialect("chat-completions"_L1) && facts.request.maxTokens && model(facts).reasons,
                {facts.request.model});
        },
        useCompletionTokens},
    PreflightRule{Kind::StopTooMany, Place::Parameters,
        [](const Facts &facts) {
            const qsizetype count = facts.request.stop.size();
            return foundIf(facts.isDialect("chat-completions"_L1) && count > MostStops,
                {QString::number(count), QString::number(MostStops)});
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.stop = parameters.values.stop.first(MostStops);
        }},
    PreflightRule{Kind::StopBlank, Place::Parameters, stopBlank,
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.stop.removeIf([](const QString &text) { return text.trimmed().isEmpty(); });
        }},
    PreflightRule{Kind::StopWithReasoning, Place::Parameters,
        [](const Facts &facts) {
            return foundIf(!facts.request.stop.isEmpty() && model(facts).reasons, {facts.request.model});
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.stop.clear();
        }},
    PreflightRule{Kind::TooManyAnswers, Place::Parameters,
        [](const Facts &facts) {
            const int count = facts.request.n.value_or(1);
            return foundIf(count > MostAnswers, {shownNumber(count), shownNumber(MostAnswers)});
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.n = MostAnswers;
        }},
};

constexpr std::array otherRules{
    PreflightRule{Kind::TopLogprobsAlone, Place::Parameters,
        [](const Facts &facts) {
            return foundIf(facts.request.topLogprobs && !facts.request.logprobs.value_or(false));
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.logprobs = true;
        }},
    PreflightRule{Kind::TopLogprobsTooMany, Place::Parameters,
        [](const Facts &facts) {
            const int count = facts.request.topLogprobs.value_or(0);
            return foundIf(count > MostTopLogprobs, {shownNumber(count), shownNumber(MostTopLogprobs)});
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.topLogprobs = MostTopLogprobs;
        }},
    PreflightRule{Kind::LogprobsWithReasoning, Place::Parameters,
        [](const Facts &facts) {
            return foundIf(
                facts.request.logprobs.value_or(false) && model(facts).reasons, {facts.request.model});
        },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.logprobs.reset();
            parameters.values.topLogprobs.reset();
        }},
    PreflightRule{Kind::ServiceTierUnknown, Place::Parameters,
        [](const Facts &facts) { return isNotAmong(facts.request.serviceTier, serviceTiers(facts)); },
        [](LaneParameters &parameters, const Facts &) {
            parameters.values.serviceTier.clear();
        }},
    PreflightRule{Kind::UserTooLong, Place::Parameters,
        [](const Facts &facts) {
            return foundIf(facts.request.user.size() > mostUser(facts), {shownNumber(mostUser(facts))});
        },
        [](LaneParameters &parameters, const Facts &facts) {
            parameters.values.user.truncate(mostUser(facts));
        }},
};

} // namespace

std::span<const PreflightRule> answerRules()
{
    static const QList<PreflightRule> all = [] {
        QList<PreflightRule> rules(thinkingRules.begin(), thinkingRules.end());
        rules.append(QList<PreflightRule>(limitRules.begin(), limitRules.end()));
        rules.append(QList<PreflightRule>(otherRules.begin(), otherRules.end()));
        return rules;
    }();
    return all;
}

} // namespace Parlance
