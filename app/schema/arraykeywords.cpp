// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/keywordsource.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = JsonInstance::Kind;
using Rule = Violation::Rule;

std::optional<qsizetype> elements(const JsonInstance &value)
{
    return value.kind == Kind::Array ? std::optional<qsizetype>(value.children.size()) : std::nullopt;
}

/// A schema for each of the first elements.
MadeKeyword makePrefix(const KeywordSource &source)
{
    std::vector<const Subschema *> schemas;
    for (const KeywordSource &element : source.elements())
        schemas.push_back(element.part());
    return keyword([schemas](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
        if (value.kind != Kind::Array)
            return Verdict::Fits;
        Verdict verdict = whileOpen(value, Verdict::Fits);
        for (std::size_t i = 0; i < std::min(schemas.size(), value.children.size()); ++i)
            verdict = std::max(verdict, checkChild(evaluation, *schemas[i], *value.children[i], findings));
        return verdict;
    });
}

/// One schema for all elements from an index on.
MadeKeyword makeRest(const Subschema *schema, std::size_t from)
{
    return keyword([schema, from](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
        if (value.kind != Kind::Array)
            return Verdict::Fits;
        Verdict verdict = whileOpen(value, Verdict::Fits);
        for (std::size_t i = from; i < value.children.size(); ++i)
            verdict = std::max(verdict, checkChild(evaluation, *schema, *value.children[i], findings));
        return verdict;
    });
}

/// Before 2020-12, `items` could be a list.
MadeKeyword makeItems(const KeywordSource &source)
{
    if (source.value().kind() == Kind::Array)
        return makePrefix(source);
    const auto prefix = source.sibling(u"prefixItems");
    return makeRest(source.part(), prefix ? static_cast<std::size_t>(prefix->elements().size()) : 0);
}

MadeKeyword makeAdditionalItems(const KeywordSource &source)
{
    const auto items = source.sibling(u"items");
    if (!items || items->value().kind() != Kind::Array)
        return nullptr;
    return makeRest(source.part(), static_cast<std::size_t>(items->elements().size()));
}

MadeKeyword makeUnevaluatedItems(const KeywordSource &source)
{
    return keyword(
        [schema = source.part()](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
            if (value.kind != Kind::Array)
                return Verdict::Fits;
            Verdict verdict = whileOpen(value, Verdict::Fits);
            for (const auto &element : value.children) {
                if (!findings.isEvaluated(element->index))
                    verdict = std::max(verdict, checkChild(evaluation, *schema, *element, findings));
            }
            return verdict;
        });
}

struct Contains
{
    const Subschema *schema;
    qsizetype least;
    std::optional<qsizetype> most;

    Verdict operator()(Evaluation &evaluation, const JsonInstance &value, Findings &findings) const
    {
        if (value.kind != Kind::Array)
            return Verdict::Fits;
        qsizetype fitting = 0;
        qsizetype open = 0;
        for (const auto &element : value.children) {
            Findings own;
            const Verdict verdict = evaluation.check(*schema, *element, own);
            fitting += verdict == Verdict::Fits ? 1 : 0;
            open += verdict == Verdict::Open ? 1 : 0;
            if (verdict != Verdict::Breaks)
                findings.evaluate(*element);
        }
        return std::max(
            checkLeast(value, fitting, open, findings), checkMost(value, fitting, open, findings));
    }

private:
    [[nodiscard]] Verdict checkLeast(
        const JsonInstance &value, qsizetype fitting, qsizetype open, Findings &findings) const
    {
        const Verdict verdict = fitting >= least                          ? Verdict::Fits
                                : value.isOpen || fitting + open >= least ? Verdict::Open
                                                                          : Verdict::Breaks;
        return noted(
            verdict, Rule::MinContains, value, findings, {QString::number(least)}, QString::number(fitting));
    }

    [[nodiscard]] Verdict checkMost(
        const JsonInstance &value, qsizetype fitting, qsizetype open, Findings &findings) const
    {
        if (!most)
            return Verdict::Fits;
        const Verdict verdict = fitting > *most                          ? Verdict::Breaks
                                : value.isOpen || fitting + open > *most ? Verdict::Open
                                                                         : Verdict::Fits;
        return noted(
            verdict, Rule::MaxContains, value, findings, {QString::number(*most)}, QString::number(fitting));
    }
};

MadeKeyword makeContains(const KeywordSource &source)
{
    const auto least = source.sibling(u"minContains");
    const auto most = source.sibling(u"maxContains");
    return keyword(Contains{.schema = source.part(),
        .least = least ? least->count().value_or(1) : 1,
        .most = most ? most->count() : std::nullopt});
}

MadeKeyword makeUnique(const KeywordSource &source)
{
    if (!source.flag())
        return nullptr;
    return keyword([](Evaluation &, const JsonInstance &value, Findings &findings) {
        if (value.kind != Kind::Array)
            return Verdict::Fits;
        QSet<QByteArray> seen;
        for (const auto &element : value.children) {
            if (element->isOpen)
                continue;
            const QByteArray canonical = element->canonical();
            if (seen.contains(canonical))
                return noted(Verdict::Breaks, Rule::UniqueItems, *element, findings);
            seen.insert(canonical);
        }
        return whileOpen(value, Verdict::Fits);
    });
}

} // namespace

void addArrayKeywords(KeywordMakers &makers)
{
    makers.insert(u"prefixItems"_s, makePrefix);
    makers.insert(u"items"_s, makeItems);
    makers.insert(u"additionalItems"_s, makeAdditionalItems);
    makers.insert(u"unevaluatedItems"_s, makeUnevaluatedItems);
    makers.insert(u"contains"_s, makeContains);
    makers.insert(u"minItems"_s, makeLeast<Rule::MinItems, elements>);
    makers.insert(u"maxItems"_s, makeMost<Rule::MaxItems, elements>);
    makers.insert(u"uniqueItems"_s, makeUnique);
}

} // namespace Parlance
