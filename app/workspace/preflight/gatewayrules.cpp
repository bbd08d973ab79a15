// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"
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

Found blanks(const Facts &facts)
{
    const QString &model = facts.request.model;
    return foundIf(std::ranges::any_of(model, [](QChar c) { return c.isSpace(); }), {model});
}

Found notForChat(const Facts &facts)
{
    return foundIf(KnownModel::isNotForChat(facts.request.model), {facts.request.model});
}

bool offers(const Gateway &gateway, const QString &model)
{
    return std::ranges::contains(gateway.tiers, model, &Tier::model);
}

/// A published model has its version in its name and may be anywhere; a name without digits is one that a
/// service made for itself (RF-05, FF-22).
bool isAlias(const QString &model)
{
    return !model.isEmpty() && std::ranges::none_of(model, [](QChar c) { return c.isDigit(); });
}

/// An alias that one service alone has means nothing to another (RF-22, FF-46). Servers without tiers may
/// have any model.
Found ofOtherGateway(const Facts &facts)
{
    const QString &model = facts.request.model;
    const Gateway &gateway = facts.target.gateway;
    if (!facts.catalog || !isAlias(model) || gateway.tiers.isEmpty() || offers(gateway, model))
        return {};
    const Gateway *owner = nullptr;
    for (const Gateway &other : facts.catalog->gateways()) {
        if (!offers(other, model))
            continue;
        if (owner && owner->name != other.name)
            return {};
        owner = &other;
    }
    return owner && owner->name != gateway.name ? Found({model, owner->name, gateway.name}) : std::nullopt;
}

/// RuAPI and other gateways convert (RA-09, RA-23); the makers themselves do not.
Found ofOtherProtocol(const Facts &facts)
{
    const QString host = facts.target.url.host();
    const KnownModel model = KnownModel::of(facts.request.model);
    return foundIf(
        (host == "api.openai.com"_L1 && model.isClaude) || (host == "api.anthropic.com"_L1 && model.isOpenAi),
        {facts.request.model, host});
}

/// With a key the gateway's own check asks first.
Found openAddress(const Facts &facts)
{
    const QUrl &url = facts.target.url;
    return foundIf(!facts.target.isDemo && !facts.target.problem && url.scheme() == "http"_L1 &&
                       !isLoopback(url) && !facts.target.gateway.isOnThisComputer(),
        {url.host()});
}

/// FF-49.
Found tokensUsedUp(const Facts &facts)
{
    const qint64 needed = facts.input ? facts.input->least : 0;
    return foundIf(facts.tokensLeftToday && needed > *facts.tokensLeftToday,
        {shownNumber(static_cast<double>(needed)),
            shownNumber(static_cast<double>(facts.tokensLeftToday.value_or(0))), facts.target.gateway.name});
}

/// FF-47.
Found creditsUsedUp(const Facts &facts)
{
    return foundIf(facts.creditsLeft && *facts.creditsLeft <= 0, {facts.target.gateway.name});
}

} // namespace

std::span<const PreflightRule> gatewayRules()
{
    static constexpr std::array rules{
        PreflightRule{Kind::OpenAddress, Place::Gateway, openAddress},
        PreflightRule{Kind::ModelBlanks, Place::Model, blanks},
        PreflightRule{Kind::ModelNotForChat, Place::Model, notForChat},
        PreflightRule{Kind::ModelOfOtherGateway, Place::Model, ofOtherGateway},
        PreflightRule{Kind::ModelOfOtherProtocol, Place::Model, ofOtherProtocol},
        PreflightRule{Kind::TokensUsedUp, Place::Gateway, tokensUsedUp},
        PreflightRule{Kind::CreditsUsedUp, Place::Gateway, creditsUsedUp},
    };
    return rules;
}

} // namespace Parlance
