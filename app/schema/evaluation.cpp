// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/evaluation.h"

#include <algorithm>

namespace Parlance {

namespace {

/// Levels of schemas within each other; one takes a few hundred bytes of stack.
constexpr int MaxDepth = 1500;
/// Far more than an answer takes, and a second at most.
constexpr int MaxSteps = 2'000'000;
/// Nobody reads more.
constexpr qsizetype MaxViolations = 100;

} // namespace

void Findings::evaluate(const JsonInstance &child)
{
    evaluated.resize(std::max(evaluated.size(), child.parent->children.size()));
    evaluated[static_cast<std::size_t>(child.index)] = true;
}

bool Findings::isEvaluated(qsizetype child) const
{
    return std::cmp_less(child, evaluated.size()) && evaluated[static_cast<std::size_t>(child)];
}

void Findings::adopt(const Findings &other)
{
    evaluated.resize(std::max(evaluated.size(), other.evaluated.size()));
    for (std::size_t i = 0; i < other.evaluated.size(); ++i)
        evaluated[i] = evaluated[i] || other.evaluated[i];
}

Verdict Evaluation::check(const Subschema &schema, const JsonInstance &value, Findings &findings)
{
    if (schema.constant)
        return noted(
            *schema.constant ? Verdict::Fits : Verdict::Breaks, Violation::Rule::Forbidden, value, findings);
    if (m_depth >= MaxDepth || ++m_steps > MaxSteps) {
        giveUp();
        return Verdict::Open;
    }
    ++m_depth;
    m_resources.push_back(schema.resource);
    const Verdict verdict = checkKeywords(schema, value, findings);
    m_resources.pop_back();
    --m_depth;
    return verdict;
}

Verdict Evaluation::checkKeywords(const Subschema &schema, const JsonInstance &value, Findings &findings)
{
    Verdict verdict = Verdict::Fits;
    for (const auto &keyword : schema.keywords)
        verdict = std::max(verdict, keyword->check(*this, value, findings));
    return verdict;
}

const Subschema *Evaluation::dynamicTarget(const QString &anchor) const
{
    for (const SchemaResource *resource : m_resources) {
        if (const Subschema *target = resource->dynamicAnchors.value(anchor))
            return target;
    }
    return nullptr;
}

Verdict noted(Verdict verdict, Violation::Rule rule, const JsonInstance &value, Findings &findings,
    const QStringList &expected, const QString &found)
{
    if (verdict == Verdict::Breaks && findings.violations.size() < MaxViolations)
        findings.violations.append({.rule = rule,
            .path = value.path(),
            .offset = value.offset,
            .expected = expected,
            .found = found});
    return verdict;
}

} // namespace Parlance
