// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/keywordsource.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = JsonInstance::Kind;
using Rule = Violation::Rule;

QString typeOf(const JsonInstance &value)
{
    switch (value.kind) {
    case Kind::Null:
        return u"null"_s;
    case Kind::Bool:
        return u"boolean"_s;
    case Kind::Number:
        return u"number"_s;
    case Kind::String:
        return u"string"_s;
    case Kind::Array:
        return u"array"_s;
    case Kind::Object:
        return u"object"_s;
    }
    return {};
}

/// An open number can still become whole: 1.5 is the beginning of 1.5e1.
Verdict checkType(const QStringList &types, const JsonInstance &value)
{
    if (types.contains(typeOf(value)))
        return Verdict::Fits;
    if (value.kind != Kind::Number || !types.contains("integer"_L1))
        return Verdict::Breaks;
    if (value.isOpen)
        return Verdict::Open;
    return value.number.isInteger() ? Verdict::Fits : Verdict::Breaks;
}

MadeKeyword makeType(const KeywordSource &source)
{
    static const QSet<QString> known{
        u"null"_s, u"boolean"_s, u"integer"_s, u"number"_s, u"string"_s, u"array"_s, u"object"_s};
    const bool isList = source.value().kind() == Kind::Array;
    const QStringList types = isList ? source.texts() : QStringList{source.text()};
    for (const QString &type : types) {
        if (!known.contains(type))
            source.fail(SchemaFault::Reason::UnknownType, type);
    }
    return keyword([types](Evaluation &, const JsonInstance &value, Findings &findings) {
        return noted(checkType(types, value), Rule::Type, value, findings, types, typeOf(value));
    });
}

/// The values of `enum` or `const`.
struct Choices
{
    std::vector<std::unique_ptr<JsonInstance>> values = {};
    QSet<QByteArray> canonical = {};
    QStringList texts = {};

    void add(const JsonValueView &value)
    {
        values.push_back(instanceOf(value));
        canonical.insert(values.back()->canonical());
        texts << QString::fromUtf8(value.text());
    }

    [[nodiscard]] Verdict check(const JsonInstance &value) const
    {
        if (!value.isOpen)
            return canonical.contains(value.canonical()) ? Verdict::Fits : Verdict::Breaks;
        const bool can =
            std::ranges::any_of(values, [&value](const auto &wanted) { return canBecome(value, *wanted); });
        return can ? Verdict::Open : Verdict::Breaks;
    }
};

/// A text of a choice as a person reads it; not that of an array or object, which may be long.
QString found(const JsonInstance &value)
{
    return value.kind == Kind::Array || value.kind == Kind::Object ? typeOf(value) : value.text;
}

MadeKeyword makeChoices(Rule rule, const std::shared_ptr<const Choices> &choices)
{
    return keyword([rule, choices](Evaluation &, const JsonInstance &value, Findings &findings) {
        return noted(choices->check(value), rule, value, findings, choices->texts, found(value));
    });
}

MadeKeyword makeEnum(const KeywordSource &source)
{
    auto choices = std::make_shared<Choices>();
    for (const KeywordSource &element : source.elements())
        choices->add(element.value());
    return makeChoices(Rule::Enum, choices);
}

MadeKeyword makeConst(const KeywordSource &source)
{
    auto choices = std::make_shared<Choices>();
    choices->add(source.value());
    return makeChoices(Rule::Const, choices);
}

using Holds = bool (*)(const JsonNumber &, const JsonNumber &);

template <Rule rule, Holds holds>
MadeKeyword makeNumberLimit(const KeywordSource &source)
{
    const auto limit = source.number();
    if (!limit)
        return nullptr;
    const QStringList expected{QString::fromLatin1(source.value().text())};
    return keyword([limit = *limit, expected](Evaluation &, const JsonInstance &value, Findings &findings) {
        if (value.kind != Kind::Number)
            return Verdict::Fits;
        const Verdict verdict = value.isOpen                 ? Verdict::Open
                                : holds(value.number, limit) ? Verdict::Fits
                                                             : Verdict::Breaks;
        return noted(verdict, rule, value, findings, expected, value.text);
    });
}

std::optional<qsizetype> characters(const JsonInstance &value)
{
    if (value.kind != Kind::String)
        return std::nullopt;
    return std::ranges::count_if(value.text, [](QChar c) { return !c.isLowSurrogate(); });
}

Verdict checkPattern(const EcmaPattern &pattern, Evaluation &evaluation, const JsonInstance &value)
{
    if (value.isOpen)
        return pattern.canMatch(value.text) ? Verdict::Open : Verdict::Breaks;
    const EcmaPattern::Match match = pattern.match(value.text);
    if (match == EcmaPattern::Match::TooCostly)
        evaluation.giveUp();
    return match == EcmaPattern::Match::No ? Verdict::Breaks : Verdict::Fits;
}

MadeKeyword makePattern(const KeywordSource &source)
{
    return keyword(
        [pattern = source.pattern()](Evaluation &evaluation, const JsonInstance &value, Findings &findings) {
            if (value.kind != Kind::String)
                return Verdict::Fits;
            return noted(checkPattern(*pattern, evaluation, value), Rule::Pattern, value, findings,
                {pattern->text()}, value.text);
        });
}

bool isAtLeast(const JsonNumber &value, const JsonNumber &limit)
{
    return value >= limit;
}

bool isAbove(const JsonNumber &value, const JsonNumber &limit)
{
    return value > limit;
}

bool isAtMost(const JsonNumber &value, const JsonNumber &limit)
{
    return value <= limit;
}

bool isBelow(const JsonNumber &value, const JsonNumber &limit)
{
    return value < limit;
}

bool isMultiple(const JsonNumber &value, const JsonNumber &divisor)
{
    return value.isMultipleOf(divisor);
}

} // namespace

void addScalarKeywords(KeywordMakers &makers)
{
    makers.insert(u"type"_s, makeType);
    makers.insert(u"enum"_s, makeEnum);
    makers.insert(u"const"_s, makeConst);
    makers.insert(u"minimum"_s, makeNumberLimit<Rule::Minimum, isAtLeast>);
    makers.insert(u"exclusiveMinimum"_s, makeNumberLimit<Rule::ExclusiveMinimum, isAbove>);
    makers.insert(u"maximum"_s, makeNumberLimit<Rule::Maximum, isAtMost>);
    makers.insert(u"exclusiveMaximum"_s, makeNumberLimit<Rule::ExclusiveMaximum, isBelow>);
    makers.insert(u"multipleOf"_s, makeNumberLimit<Rule::MultipleOf, isMultiple>);
    makers.insert(u"minLength"_s, makeLeast<Rule::MinLength, characters>);
    makers.insert(u"maxLength"_s, makeMost<Rule::MaxLength, characters>);
    makers.insert(u"pattern"_s, makePattern);
}

} // namespace Parlance
