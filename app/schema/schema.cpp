// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schema.h"

#include "schema/jsonprefix.h"
#include "schema/schemacompiler.h"

#include <algorithm>

namespace Parlance {

namespace {

using State = Judgement::State;
using Rule = Violation::Rule;

/// Of the text behind the JSON: enough to recognise it by.
constexpr qsizetype Excerpt = 40;

Judgement judgementOf(const CompiledSchema &schema, const JsonInstance &value)
{
    Evaluation evaluation;
    Findings findings;
    const Verdict verdict = evaluation.check(schema.parts.front(), value, findings);
    if (verdict == Verdict::Breaks)
        return {.state = State::Breaks, .violations = findings.violations};
    if (evaluation.gaveUp())
        return {.state = State::Unknown};
    return {.state = verdict == Verdict::Fits && !value.isOpen ? State::Fits : State::Open};
}

Violation violationOf(const JsonFault &fault, const QByteArray &text)
{
    if (fault.reason == JsonFault::Reason::TextAfterTheEnd)
        return {.rule = Rule::TextAfter,
            .offset = fault.offset,
            .found = QString::fromUtf8(text.sliced(fault.offset)).left(Excerpt)};
    return {.rule = Rule::NotJson, .offset = fault.offset, .fault = fault};
}

void add(Judgement &judgement, const Violation &violation)
{
    judgement.state = State::Breaks;
    judgement.violations.append(violation);
}

} // namespace

Schema::Schema(std::shared_ptr<const CompiledSchema> compiled)
    : m_compiled(std::move(compiled))
{
}

std::expected<Schema, SchemaFault> Schema::compile(const QByteArray &text)
{
    const auto document = JsonDocument::read(text);
    if (!document)
        return std::unexpected(SchemaFault{.reason = SchemaFault::Reason::NotJson,
            .offset = document.error().offset,
            .fault = document.error()});
    auto compiled = SchemaCompiler(*document).compile();
    if (!compiled)
        return std::unexpected(compiled.error());
    return Schema(*std::move(compiled));
}

Judgement Schema::judge(const QByteArray &json) const
{
    Judgement judgement;
    if (const auto document = JsonDocument::read(json)) {
        judgement = judgementOf(*m_compiled, *instanceOf(document->root()));
    } else {
        judgement = judgePart(json);
        if (!JsonPrefix::read(json).fault)
            add(judgement, {.rule = Rule::Cut, .offset = json.size()});
    }
    std::ranges::stable_sort(judgement.violations, {}, &Violation::offset);
    return judgement;
}

Judgement Schema::judgeBeginning(const QByteArray &json) const
{
    Judgement judgement = judgePart(json);
    std::ranges::stable_sort(judgement.violations, {}, &Violation::offset);
    return judgement;
}

Judgement Schema::judgePart(const QByteArray &json) const
{
    const JsonPrefix prefix = JsonPrefix::read(json);
    Judgement judgement;
    if (!prefix.document.isEmpty())
        judgement = judgementOf(*m_compiled, *instanceOf(prefix.document.root(), prefix.cut));
    if (prefix.fault)
        add(judgement, violationOf(*prefix.fault, json));
    return judgement;
}

QDebug operator<<(QDebug debug, const Judgement &judgement)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Judgement(" << int(judgement.state) << ", " << judgement.violations << ')';
}

} // namespace Parlance
