// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/calllog.h"

#include "client/targetresolver.h"

#include <ranges>

namespace Parlance {

void CallLog::add(const std::shared_ptr<Call> &call)
{
    std::erase_if(m_calls, [](const std::weak_ptr<Call> &known) { return known.expired(); });
    m_calls.push_back(call);
    for (const Secret &key : keysOf(*call))
        add(key);
}

void CallLog::add(const Secret &key)
{
    if (!m_keys.contains(key))
        m_keys.append(key);
}

QList<std::shared_ptr<const Call>> CallLog::calls() const
{
    QList<std::shared_ptr<const Call>> kept;
    for (const std::weak_ptr<Call> &known : std::views::reverse(m_calls)) {
        if (std::shared_ptr<const Call> call = known.lock())
            kept.append(std::move(call));
    }
    return kept;
}

void CallLog::setBudget(qint64 bytes)
{
    m_budget = bytes;
    keepBudget();
}

void CallLog::keepBudget()
{
    keep(m_budget / 2, [](const Call &call) { return !call.dialect; });
    keep(m_budget, [](const Call &) { return true; });
}

void CallLog::keep(qint64 bytes, Choice isCounted)
{
    qint64 excess = heldBytes(isCounted) - bytes;
    for (const std::weak_ptr<Call> &known : m_calls) {
        const std::shared_ptr<Call> call = known.lock();
        if (excess <= 0)
            return;
        if (call && isCounted(*call) && hasEnded(*call)) {
            excess -= Parlance::heldBytes(*call);
            dropBytes(*call);
        }
    }
}

qint64 CallLog::heldBytes() const
{
    return heldBytes([](const Call &) { return true; });
}

qint64 CallLog::heldBytes(Choice isCounted) const
{
    qint64 held = 0;
    for (const std::weak_ptr<Call> &known : m_calls) {
        if (const std::shared_ptr<Call> call = known.lock(); call && isCounted(*call))
            held += Parlance::heldBytes(*call);
    }
    return held;
}

Redaction redactionOf(const CallLog &calls, const TargetResolver &resolver)
{
    Redaction redaction;
    for (const Secret &key : calls.keys() + resolver.mcpTokens().all())
        redaction.add(key);
    for (const Gateway &gateway : resolver.catalog().gateways()) {
        for (const Secret &key : keysOf(resolver.target(gateway, TargetResolver::Mode::Live).headers))
            redaction.add(key);
    }
    return redaction;
}

} // namespace Parlance
