// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/ecmapattern.h"
#include "schema/evaluation.h"
#include "schema/schemareferences.h"

#include <functional>

namespace Parlance {

class SchemaCompiler;

/// What a keyword is made from: its value, and what stands beside it. A value of the wrong kind is a fault of
/// the schema, which the compiler keeps; then what is read is empty.
class KeywordSource
{
public:
    KeywordSource(
        SchemaCompiler &compiler, Subschema &owner, const SchemaPlace &object, const SchemaPlace &place)
        : m_compiler(&compiler)
        , m_owner(&owner)
        , m_object(object)
        , m_place(place)
    {
    }

    [[nodiscard]] const JsonValueView &value() const { return m_place.value; }
    [[nodiscard]] bool has(QStringView sibling) const { return m_object.value.member(sibling).has_value(); }
    /// The source of a keyword beside this one; empty without it.
    [[nodiscard]] std::optional<KeywordSource> sibling(QStringView name) const;

    [[nodiscard]] std::optional<JsonNumber> number() const;
    [[nodiscard]] std::optional<qsizetype> count() const;
    [[nodiscard]] bool flag() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] std::shared_ptr<EcmaPattern> pattern() const;
    [[nodiscard]] QList<KeywordSource> elements() const;
    [[nodiscard]] QList<KeywordSource> members() const;
    [[nodiscard]] QString name() const { return m_place.value.name(); }

    /// The value as a schema for parts of what this keyword is applied to.
    [[nodiscard]] const Subschema *part() const;
    /// The value as a schema for the same value.
    [[nodiscard]] const Subschema *inPlace() const;
    /// What the value refers to. Null for a fault.
    [[nodiscard]] const Subschema *referred() const;
    /// The name of the dynamic anchor that the value refers to; empty for another reference.
    [[nodiscard]] QString dynamicAnchor() const;

    void fail(SchemaFault::Reason reason, const QString &detail) const;

private:
    [[nodiscard]] bool expect(JsonValueView::Kind kind, const char *what) const;

    [[nodiscard]] KeywordSource at(const JsonValueView &child, const QString &name) const;

    SchemaCompiler *m_compiler;
    Subschema *m_owner;
    SchemaPlace m_object;
    SchemaPlace m_place;
};

using MadeKeyword = std::unique_ptr<const Keyword>;
/// Makes the keyword; null if there is nothing to check, or for a fault.
using KeywordMaker = MadeKeyword (*)(const KeywordSource &);

/// A keyword that is one function.
template <typename Check>
class CheckedKeyword final : public Keyword
{
public:
    explicit CheckedKeyword(Check check)
        : m_check(std::move(check))
    {
    }
    [[nodiscard]] Verdict check(
        Evaluation &evaluation, const JsonInstance &value, Findings &findings) const override
    {
        return m_check(evaluation, value, findings);
    }

private:
    Check m_check;
};

template <typename Check>
MadeKeyword keyword(Check check)
{
    return std::make_unique<CheckedKeyword<Check>>(std::move(check));
}

/// The verdict of something that more of the value may spoil.
[[nodiscard]] inline Verdict whileOpen(const JsonInstance &value, Verdict verdict)
{
    return std::max(verdict, value.isOpen ? Verdict::Open : Verdict::Fits);
}

/// Checks an element or member. It counts as evaluated even if it breaks: saying so once is enough.
[[nodiscard]] Verdict checkChild(
    Evaluation &evaluation, const Subschema &schema, const JsonInstance &child, Findings &findings);

/// Counts something in a value that only becomes more of; empty for a value of another kind.
using Counter = std::optional<qsizetype> (*)(const JsonInstance &);

template <Violation::Rule rule, Counter counted>
MadeKeyword makeLeast(const KeywordSource &source)
{
    const auto limit = source.count();
    if (!limit)
        return nullptr;
    return keyword([limit = *limit](Evaluation &, const JsonInstance &value, Findings &findings) {
        const std::optional<qsizetype> count = counted(value);
        if (!count || *count >= limit)
            return Verdict::Fits;
        return noted(value.isOpen ? Verdict::Open : Verdict::Breaks, rule, value, findings,
            {QString::number(limit)}, QString::number(*count));
    });
}

template <Violation::Rule rule, Counter counted>
MadeKeyword makeMost(const KeywordSource &source)
{
    const auto limit = source.count();
    if (!limit)
        return nullptr;
    return keyword([limit = *limit](Evaluation &, const JsonInstance &value, Findings &findings) {
        const std::optional<qsizetype> count = counted(value);
        if (!count || *count <= limit)
            return count ? whileOpen(value, Verdict::Fits) : Verdict::Fits;
        return noted(
            Verdict::Breaks, rule, value, findings, {QString::number(limit)}, QString::number(*count));
    });
}

using KeywordMakers = QHash<QString, KeywordMaker>;
void addScalarKeywords(KeywordMakers &makers);
void addArrayKeywords(KeywordMakers &makers);
void addObjectKeywords(KeywordMakers &makers);
void addApplicators(KeywordMakers &makers);

} // namespace Parlance
