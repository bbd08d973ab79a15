// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/keywordsource.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = JsonInstance::Kind;
using Rule = Violation::Rule;

std::optional<qsizetype> members(const JsonInstance &value)
{
    return value.kind == Kind::Object ? std::optional<qsizetype>(value.children.size()) : std::nullopt;
}

/// Checks each member with the schemas that `schemasOf` gives for it.
template <typename SchemasOf>
MadeKeyword memberKeyword(const SchemasOf &schemasOf)
{
    return keyword([schemasOf](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
        if (value.kind != Kind::Object)
            return Verdict::Fits;
        Verdict verdict = whileOpen(value, Verdict::Fits);
        for (const auto &member : value.children) {
            for (const Subschema *schema : schemasOf(evaluation, *member, findings))
                verdict = std::max(verdict, checkChild(evaluation, *schema, *member, findings));
        }
        return verdict;
    });
}

using Schemas = QList<const Subschema *>;

MadeKeyword makeProperties(const KeywordSource &source)
{
    QHash<QString, const Subschema *> schemas;
    for (const KeywordSource &member : source.members())
        schemas.insert(member.name(), member.part());
    return memberKeyword([schemas](Evaluation &, const JsonInstance &member, const Findings &) {
        const Subschema *schema = schemas.value(member.name);
        return schema ? Schemas{schema} : Schemas();
    });
}

struct PatternSchema
{
    EcmaPattern pattern;
    const Subschema *schema;
};

QList<PatternSchema> patternsOf(const KeywordSource &source)
{
    QList<PatternSchema> patterns;
    for (const KeywordSource &member : source.members()) {
        patterns.append({.pattern = EcmaPattern(member.name()), .schema = member.part()});
        if (const QString problem = patterns.last().pattern.problem(); !problem.isEmpty())
            member.fail(SchemaFault::Reason::IllegalPattern, problem);
    }
    return patterns;
}

Schemas matching(const QList<PatternSchema> &patterns, Evaluation &evaluation, const QString &name)
{
    Schemas schemas;
    for (const PatternSchema &one : patterns) {
        const EcmaPattern::Match match = one.pattern.match(name);
        if (match == EcmaPattern::Match::TooCostly)
            evaluation.giveUp();
        if (match == EcmaPattern::Match::Yes)
            schemas.append(one.schema);
    }
    return schemas;
}

MadeKeyword makePatternProperties(const KeywordSource &source)
{
    return memberKeyword([patterns = patternsOf(source)](Evaluation &evaluation, const JsonInstance &member,
                             const Findings &) { return matching(patterns, evaluation, member.name); });
}

/// Those that neither `properties` nor `patternProperties` beside it name.
MadeKeyword makeAdditionalProperties(const KeywordSource &source)
{
    QSet<QString> named;
    if (const auto properties = source.sibling(u"properties")) {
        for (const KeywordSource &member : properties->members())
            named.insert(member.name());
    }
    const auto siblings = source.sibling(u"patternProperties");
    const QList<PatternSchema> patterns = siblings ? patternsOf(*siblings) : QList<PatternSchema>();
    return memberKeyword([named, patterns, schema = source.part()](
                             Evaluation &evaluation, const JsonInstance &member, const Findings &) {
        const bool isNamed =
            named.contains(member.name) || !matching(patterns, evaluation, member.name).isEmpty();
        return isNamed ? Schemas() : Schemas{schema};
    });
}

MadeKeyword makeUnevaluatedProperties(const KeywordSource &source)
{
    return memberKeyword(
        [schema = source.part()](Evaluation &, const JsonInstance &member, const Findings &findings) {
            return findings.isEvaluated(member.index) ? Schemas() : Schemas{schema};
        });
}

MadeKeyword makePropertyNames(const KeywordSource &source)
{
    return keyword(
        [schema = source.part()](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
            if (value.kind != Kind::Object)
                return Verdict::Fits;
            Verdict verdict = whileOpen(value, Verdict::Fits);
            for (const auto &member : value.children) {
                JsonInstance name;
                name.kind = Kind::String;
                name.text = member->name;
                Findings own;
                verdict = std::max(verdict, noted(evaluation.check(*schema, name, own), Rule::PropertyName,
                                                *member, findings, {}, member->name));
            }
            return verdict;
        });
}

Verdict checkRequired(const QStringList &names, const JsonInstance &value, Findings &findings)
{
    Verdict verdict = Verdict::Fits;
    for (const QString &name : names) {
        if (!value.hasMember(name))
            verdict = std::max(verdict, noted(value.isOpen ? Verdict::Open : Verdict::Breaks, Rule::Required,
                                            value, findings, {name}));
    }
    return verdict;
}

MadeKeyword makeRequired(const KeywordSource &source)
{
    return keyword([names = source.texts()](Evaluation &, const JsonInstance &value, Findings &findings) {
        return value.kind == Kind::Object ? checkRequired(names, value, findings) : Verdict::Fits;
    });
}

/// What a member brings with it: other members, or a schema for the object.
struct Dependency
{
    QString name;
    QStringList required = {};
    const Subschema *schema = nullptr;
};

/// Where the member may still come, what the schema evaluates may count as evaluated.
Verdict checkDependency(
    const Dependency &dependency, Evaluation &evaluation, const JsonInstance &value, Findings &findings)
{
    const bool isThere = value.hasMember(dependency.name);
    if (!isThere && !value.isOpen)
        return Verdict::Fits;
    Findings own;
    const Verdict verdict = dependency.schema ? evaluation.check(*dependency.schema, value, own)
                                              : checkRequired(dependency.required, value, own);
    findings.adopt(own);
    if (!isThere)
        return Verdict::Open;
    findings.violations += own.violations;
    return verdict;
}

MadeKeyword makeDependencies(const KeywordSource &source)
{
    QList<Dependency> dependencies;
    for (const KeywordSource &member : source.members()) {
        if (member.value().kind() == Kind::Array)
            dependencies.append({.name = member.name(), .required = member.texts()});
        else
            dependencies.append({.name = member.name(), .schema = member.inPlace()});
    }
    return keyword([dependencies](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
        Verdict verdict = Verdict::Fits;
        if (value.kind != Kind::Object)
            return verdict;
        for (const Dependency &dependency : dependencies)
            verdict = std::max(verdict, checkDependency(dependency, evaluation, value, findings));
        return verdict;
    });
}

} // namespace

void addObjectKeywords(KeywordMakers &makers)
{
    makers.insert(u"properties"_s, makeProperties);
    makers.insert(u"patternProperties"_s, makePatternProperties);
    makers.insert(u"additionalProperties"_s, makeAdditionalProperties);
    makers.insert(u"unevaluatedProperties"_s, makeUnevaluatedProperties);
    makers.insert(u"propertyNames"_s, makePropertyNames);
    makers.insert(u"required"_s, makeRequired);
    makers.insert(u"dependentRequired"_s, makeDependencies);
    makers.insert(u"dependentSchemas"_s, makeDependencies);
    makers.insert(u"dependencies"_s, makeDependencies);
    makers.insert(u"minProperties"_s, makeLeast<Rule::MinProperties, members>);
    makers.insert(u"maxProperties"_s, makeMost<Rule::MaxProperties, members>);
}

} // namespace Parlance
