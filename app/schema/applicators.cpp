// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/keywordsource.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Rule = Violation::Rule;

struct Branch
{
    Verdict verdict = Verdict::Fits;
    Findings findings = {};
};

Branch tried(Evaluation &evaluation, const Subschema &schema, const JsonInstance &value)
{
    Branch branch;
    branch.verdict = evaluation.check(schema, value, branch.findings);
    return branch;
}

/// A part of the schema that must hold. What it evaluates stays its own until it is through.
Verdict applied(
    Evaluation &evaluation, const Subschema &schema, const JsonInstance &value, Findings &findings)
{
    const Branch branch = tried(evaluation, schema, value);
    findings.adopt(branch.findings);
    findings.violations += branch.findings.violations;
    return branch.verdict;
}

void adopt(Findings &findings, const Branch &branch)
{
    if (branch.verdict != Verdict::Breaks)
        findings.adopt(branch.findings);
}

using Schemas = std::vector<const Subschema *>;

Schemas schemasOf(const KeywordSource &source)
{
    Schemas schemas;
    for (const KeywordSource &element : source.elements())
        schemas.push_back(element.inPlace());
    return schemas;
}

std::vector<Branch> triedAll(
    Evaluation &evaluation, const Schemas &schemas, const JsonInstance &value, Findings &findings)
{
    std::vector<Branch> branches;
    for (const Subschema *schema : schemas) {
        branches.push_back(tried(evaluation, *schema, value));
        adopt(findings, branches.back());
    }
    return branches;
}

/// How far a branch is from what was meant: 2 for another type, 1 for a member that tells the branches apart
/// with another value, 0 for anything else.
int distance(const Branch &branch, const JsonInstance &value)
{
    const QString path = value.path();
    int farthest = 0;
    for (const Violation &violation : branch.findings.violations) {
        if (violation.path == path && violation.rule == Rule::Type)
            farthest = 2;
        else if (violation.rule == Rule::Const || violation.rule == Rule::Enum)
            farthest = std::max(farthest, 1);
    }
    return farthest;
}

/// Says what is wrong with the one branch that was meant, or that none fits.
void explain(const std::vector<Branch> &branches, const JsonInstance &value, Findings &findings)
{
    const auto nearest = std::ranges::min_element(
        branches, {}, [&value](const Branch &branch) { return distance(branch, value); });
    const auto isAsNear = [&](const Branch &branch) {
        return distance(branch, value) == distance(*nearest, value);
    };
    if (nearest != branches.end() && std::ranges::count_if(branches, isAsNear) == 1)
        findings.violations += nearest->findings.violations;
    else
        noted(Verdict::Breaks, Rule::AnyOf, value, findings, {QString::number(branches.size())});
}

MadeKeyword makeAllOf(const KeywordSource &source)
{
    return keyword(
        [schemas = schemasOf(source)](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
            Verdict verdict = Verdict::Fits;
            for (const Subschema *schema : schemas)
                verdict = std::max(verdict, applied(evaluation, *schema, value, findings));
            return verdict;
        });
}

MadeKeyword makeAnyOf(const KeywordSource &source)
{
    return keyword(
        [schemas = schemasOf(source)](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
            const std::vector<Branch> branches = triedAll(evaluation, schemas, value, findings);
            const auto best = std::ranges::min_element(branches, {}, &Branch::verdict);
            if (best == branches.end() || best->verdict != Verdict::Breaks)
                return best == branches.end() ? Verdict::Fits : best->verdict;
            explain(branches, value, findings);
            return Verdict::Breaks;
        });
}

MadeKeyword makeOneOf(const KeywordSource &source)
{
    return keyword(
        [schemas = schemasOf(source)](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
            const std::vector<Branch> branches = triedAll(evaluation, schemas, value, findings);
            const auto fitting = std::ranges::count(branches, Verdict::Fits, &Branch::verdict);
            if (fitting > 1)
                return noted(Verdict::Breaks, Rule::OneOf, value, findings,
                    {QString::number(branches.size())}, QString::number(fitting));
            if (std::ranges::contains(branches, Verdict::Open, &Branch::verdict))
                return Verdict::Open;
            if (fitting == 1)
                return Verdict::Fits;
            explain(branches, value, findings);
            return Verdict::Breaks;
        });
}

Verdict opposite(Verdict verdict)
{
    return verdict == Verdict::Fits     ? Verdict::Breaks
           : verdict == Verdict::Breaks ? Verdict::Fits
                                        : Verdict::Open;
}

MadeKeyword makeNot(const KeywordSource &source)
{
    return keyword(
        [schema = source.inPlace()](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
            return noted(opposite(tried(evaluation, *schema, value).verdict), Rule::Not, value, findings);
        });
}

struct Conditional
{
    const Subschema *condition;
    const Subschema *then;
    const Subschema *otherwise;

    Verdict operator()(Evaluation &evaluation, const JsonInstance &value, Findings &findings) const
    {
        const Branch decision = tried(evaluation, *condition, value);
        adopt(findings, decision);
        if (decision.verdict == Verdict::Open)
            return undecided(evaluation, value, findings);
        const Subschema *next = decision.verdict == Verdict::Fits ? then : otherwise;
        return next ? applied(evaluation, *next, value, findings) : Verdict::Fits;
    }

private:
    /// Breaks if it does so either way.
    Verdict undecided(Evaluation &evaluation, const JsonInstance &value, Findings &findings) const
    {
        Verdict best = Verdict::Breaks;
        QList<Violation> violations;
        for (const Subschema *next : {then, otherwise}) {
            const Branch branch = next ? tried(evaluation, *next, value) : Branch();
            adopt(findings, branch);
            best = std::min(best, branch.verdict);
            violations += branch.findings.violations;
        }
        if (best != Verdict::Breaks)
            return Verdict::Open;
        findings.violations += violations;
        return Verdict::Breaks;
    }
};

MadeKeyword makeIf(const KeywordSource &source)
{
    const auto then = source.sibling(u"then");
    const auto otherwise = source.sibling(u"else");
    return keyword(Conditional{.condition = source.inPlace(),
        .then = then ? then->inPlace() : nullptr,
        .otherwise = otherwise ? otherwise->inPlace() : nullptr});
}

MadeKeyword makeReference(const KeywordSource &source)
{
    const Subschema *target = source.referred();
    if (!target)
        return nullptr;
    return keyword([target](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
        return applied(evaluation, *target, value, findings);
    });
}

MadeKeyword makeDynamicReference(const KeywordSource &source)
{
    const Subschema *target = source.referred();
    if (!target)
        return nullptr;
    return keyword([target, anchor = source.dynamicAnchor()](
                       Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
        const Subschema *outermost = anchor.isEmpty() ? nullptr : evaluation.dynamicTarget(anchor);
        return applied(evaluation, outermost ? *outermost : *target, value, findings);
    });
}

} // namespace

void addApplicators(KeywordMakers &makers)
{
    makers.insert(u"allOf"_s, makeAllOf);
    makers.insert(u"anyOf"_s, makeAnyOf);
    makers.insert(u"oneOf"_s, makeOneOf);
    makers.insert(u"not"_s, makeNot);
    makers.insert(u"if"_s, makeIf);
    makers.insert(u"$ref"_s, makeReference);
    makers.insert(u"$dynamicRef"_s, makeDynamicReference);
}

} // namespace Parlance
