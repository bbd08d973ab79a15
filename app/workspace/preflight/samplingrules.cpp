// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/gateway.h"
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

Found outside(const std::optional<double> &value, double low, double high)
{
    return foundIf(value && (*value < low || *value > high),
        {shownNumber(value.value_or(0)), shownNumber(low), shownNumber(high)});
}

void clamp(std::optional<double> &value, double low, double high)
{
    if (value)
        value = std::clamp(*value, low, high);
}

template <auto Member, int Low, int High>
Found outsideOf(const Facts &facts)
{
    return outside(facts.request.*Member, Low, High);
}

template <auto Member, int Low, int High>
void clampTo(LaneParameters &parameters, const Facts &)
{
    clamp(parameters.values.*Member, Low, High);
}

template <auto... Members>
void unset(LaneParameters &parameters, const Facts &)
{
    ((parameters.values.*Members).reset(), ...);
}

double highestTemperature(const Facts &facts)
{
    return facts.isDialect("messages"_L1) ? 1 : 2;
}

bool reasons(const Facts &facts)
{
    return KnownModel::of(facts.request.model).reasons;
}

/// A value that the profile's bounds change before it goes.
struct Changed
{
    const ChatParameter *parameter = nullptr;
    double set = 0;
    double sent = 0;
};

std::optional<Changed> changedValue(const Facts &facts)
{
    for (const ChatParameter &parameter : chatParameters()) {
        const QJsonValue set = parameter.value(facts.parameters.values);
        const QJsonValue sent = parameter.value(facts.request);
        if (set.isDouble() && sent.isDouble() && set.toDouble() != sent.toDouble())
            return Changed{.parameter = &parameter, .set = set.toDouble(), .sent = sent.toDouble()};
    }
    return {};
}

Found outsideDocumented(const Facts &facts)
{
    const auto changed = changedValue(facts);
    if (!changed)
        return {};
    return QStringList{QString(changed->parameter->name), shownNumber(changed->set),
        facts.target.gateway.fullName(), shownNumber(changed->sent)};
}

void takeSent(LaneParameters &parameters, const Facts &facts)
{
    if (const auto changed = changedValue(facts)) {
        const auto take = [&](auto member) {
            parameters.values.*member = facts.request.*member;
        };
        std::visit(take, changed->parameter->member);
    }
}

bool hasPenalty(const Facts &facts)
{
    return facts.request.frequencyPenalty.value_or(0) != 0 || facts.request.presencePenalty.value_or(0) != 0;
}

bool isOne(const std::optional<double> &value)
{
    return value.value_or(1) == 1;
}

bool thinks(const Facts &facts)
{
    return facts.isDialect("messages"_L1) && facts.request.thinkingTokens;
}

} // namespace

std::span<const PreflightRule> samplingRules()
{
    static constexpr std::array rules{
        PreflightRule{Kind::TemperatureRange, Place::Parameters,
            [](const Facts &facts) {
                return outside(facts.request.temperature, 0, highestTemperature(facts));
            },
            [](LaneParameters &parameters, const Facts &facts) {
                clamp(parameters.values.temperature, 0, highestTemperature(facts));
            }},
        PreflightRule{Kind::TopPRange, Place::Parameters, outsideOf<&ChatParameters::topP, 0, 1>,
            clampTo<&ChatParameters::topP, 0, 1>},
        PreflightRule{Kind::FrequencyPenaltyRange, Place::Parameters,
            outsideOf<&ChatParameters::frequencyPenalty, -2, 2>,
            clampTo<&ChatParameters::frequencyPenalty, -2, 2>},
        PreflightRule{Kind::PresencePenaltyRange, Place::Parameters,
            outsideOf<&ChatParameters::presencePenalty, -2, 2>,
            clampTo<&ChatParameters::presencePenalty, -2, 2>},
        PreflightRule{Kind::OutsideDocumented, Place::Parameters, outsideDocumented, takeSent},
        PreflightRule{Kind::TemperatureAndTopP, Place::Parameters,
            [](const Facts &facts) {
                return foundIf(facts.request.temperature && facts.request.topP &&
                                   KnownModel::of(facts.request.model).refusesBothSamplings,
                    {facts.request.model});
            },
            unset<&ChatParameters::topP>},
        PreflightRule{Kind::TemperatureWithThinking, Place::Parameters,
            [](const Facts &facts) { return foundIf(thinks(facts) && !isOne(facts.request.temperature)); },
            unset<&ChatParameters::temperature>},
        PreflightRule{Kind::TopPWithThinking, Place::Parameters,
            [](const Facts &facts) {
                constexpr double lowest = 0.95;
                return foundIf(thinks(facts) && facts.request.topP.value_or(1) < lowest);
            },
            unset<&ChatParameters::topP>},
        PreflightRule{Kind::TemperatureWithReasoning, Place::Parameters,
            [](const Facts &facts) {
                return foundIf(reasons(facts) && !isOne(facts.request.temperature), {facts.request.model});
            },
            unset<&ChatParameters::temperature>},
        PreflightRule{Kind::TopPWithReasoning, Place::Parameters,
            [](const Facts &facts) {
                return foundIf(reasons(facts) && !isOne(facts.request.topP), {facts.request.model});
            },
            unset<&ChatParameters::topP>},
        PreflightRule{Kind::PenaltiesWithReasoning, Place::Parameters,
            [](const Facts &facts) {
                return foundIf(reasons(facts) && hasPenalty(facts), {facts.request.model});
            },
            unset<&ChatParameters::frequencyPenalty, &ChatParameters::presencePenalty>},
    };
    return rules;
}

} // namespace Parlance
