// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schemacompiler.h"

#include "schema/keywordsource.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = JsonValueView::Kind;
using Reason = SchemaFault::Reason;

const KeywordMakers &makers()
{
    static const KeywordMakers all = [] {
        KeywordMakers table;
        addScalarKeywords(table);
        addArrayKeywords(table);
        addObjectKeywords(table);
        addApplicators(table);
        return table;
    }();
    return all;
}

/// These need what the others find.
bool comesLast(const JsonValueView &keyword)
{
    return keyword.name().startsWith("unevaluated"_L1);
}

SchemaFault faultAt(const SchemaPlace &place, Reason reason, const QString &detail = {})
{
    return {.reason = reason, .path = place.path, .offset = place.value.offset(), .detail = detail};
}

} // namespace

std::expected<std::shared_ptr<const CompiledSchema>, SchemaFault> SchemaCompiler::compile()
{
    std::ignore = subschema(m_references.root());
    while (!m_tasks.empty() && !m_fault)
        compileNext();
    if (!m_fault)
        refuseCircles();
    if (m_fault)
        return std::unexpected(*m_fault);
    return m_compiled;
}

void SchemaCompiler::fail(const SchemaFault &fault)
{
    if (!m_fault)
        m_fault = fault;
}

const Subschema *SchemaCompiler::subschema(const SchemaPlace &place)
{
    Subschema *&known = m_known[place.value.offset()];
    if (known)
        return known;
    known = &m_compiled->parts.emplace_back();
    const SchemaPlace own = m_references.rebased(place);
    m_places.insert(known, own);
    m_tasks.push_back({.place = own, .schema = known});
    return known;
}

void SchemaCompiler::compileNext()
{
    const Task task = m_tasks.front();
    m_tasks.pop_front();
    const JsonValueView &value = task.place.value;
    task.schema->resource = resource(task.place.base);
    if (value.kind() == Kind::Bool)
        task.schema->constant = value.text().startsWith('t');
    else if (value.kind() == Kind::Object)
        addKeywords(task);
    else
        fail(faultAt(task.place, Reason::NotASchema));
}

void SchemaCompiler::addKeywords(const Task &task)
{
    QList<JsonValueView> keywords = task.place.value.children();
    std::ranges::stable_partition(keywords, std::not_fn(comesLast));
    const bool isReference = m_references.isOld() && task.place.value.member(u"$ref");
    for (const JsonValueView &value : std::as_const(keywords)) {
        if (!isReference || value.name() == "$ref"_L1)
            addKeyword(task, value);
    }
}

void SchemaCompiler::addKeyword(const Task &task, const JsonValueView &value)
{
    const KeywordMaker make = makers().value(value.name());
    if (!make)
        return;
    const KeywordSource source(*this, *task.schema, task.place, task.place.below(value, value.name()));
    if (MadeKeyword made = make(source))
        task.schema->keywords.push_back(std::move(made));
}

const SchemaResource *SchemaCompiler::resource(const QUrl &base)
{
    const auto [found, isNew] = m_compiled->resources.try_emplace(base);
    if (isNew) {
        for (const auto &[name, place] : m_references.dynamicAnchors(base).asKeyValueRange())
            found->second.dynamicAnchors.insert(name, subschema(place));
    }
    return &found->second;
}

/// Takes away, again and again, the parts that no other applies in place. What is left goes round.
void SchemaCompiler::refuseCircles()
{
    QHash<const Subschema *, int> users;
    for (const Subschema &part : m_compiled->parts) {
        for (const Subschema *applied : part.inPlace)
            ++users[applied];
    }
    std::deque<const Subschema *> free;
    for (const Subschema &part : m_compiled->parts) {
        if (!users.contains(&part))
            free.push_back(&part);
    }
    for (; !free.empty(); free.pop_front()) {
        for (const Subschema *applied : free.front()->inPlace) {
            if (--users[applied] == 0)
                free.push_back(applied);
        }
    }
    for (const Subschema &part : m_compiled->parts) {
        if (users.value(&part) > 0)
            return fail(faultAt(*m_places.constFind(&part), Reason::Circular));
    }
}

} // namespace Parlance
