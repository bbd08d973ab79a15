// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/preflight/preflight.h"

#include "client/ratelimits.h"
#include "wire/dialect.h"
#include "workspace/preflight/rules.h"

#include <QLocale>

namespace Parlance {

bool PreflightFacts::isDialect(QLatin1StringView id) const
{
    return target.dialect && target.dialect->id() == id;
}

void PreflightFacts::setLeft(const KeyUse &use)
{
    if (const auto daily = target.gateway.limits.tokensPerDay)
        tokensLeftToday = *daily - use.tokensToday;
    creditsLeft = use.creditsLeft;
}

std::optional<QStringList> foundIf(bool broken, const QStringList &details)
{
    return broken ? std::optional(details) : std::nullopt;
}

QString shownNumber(double value)
{
    return QLocale().toString(value, 'g', 12);
}

namespace {

Finding findingOf(const PreflightRule &rule, const QStringList &details, const PreflightFacts &facts)
{
    Finding finding{.kind = rule.kind, .place = rule.place, .details = details};
    if (rule.repair) {
        finding.repaired = facts.parameters;
        rule.repair(*finding.repaired, facts);
    }
    return finding;
}

} // namespace

QList<Finding> preflight(const PreflightFacts &facts)
{
    QList<Finding> findings;
    for (const auto &rules : {gatewayRules(), messageRules(), samplingRules(), answerRules(), toolRules(),
             mcpRules(), extraRules()}) {
        for (const PreflightRule &rule : rules) {
            if (const auto details = rule.find(facts))
                findings.append(findingOf(rule, *details, facts));
        }
    }
    return findings;
}

} // namespace Parlance
