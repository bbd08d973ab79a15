// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/evaluation.h"
#include "schema/schemareferences.h"

#include <deque>
#include <map>

namespace Parlance {

/// A schema ready to be applied.
struct CompiledSchema
{
    std::deque<Subschema> parts; ///< the first is the whole
    std::map<QUrl, SchemaResource> resources;
};

/// Compiles each part of a schema once, one after the other rather than one within the other, so that no
/// schema is too deep.
class SchemaCompiler
{
public:
    explicit SchemaCompiler(const JsonDocument &document)
        : m_references(document)
    {
    }

    [[nodiscard]] std::expected<std::shared_ptr<const CompiledSchema>, SchemaFault> compile();

    // For KeywordSource.
    [[nodiscard]] const Subschema *subschema(const SchemaPlace &place);
    [[nodiscard]] const SchemaReferences &references() const { return m_references; }
    /// Keeps the first one.
    void fail(const SchemaFault &fault);

private:
    struct Task
    {
        SchemaPlace place;
        Subschema *schema;
    };

    void compileNext();
    void addKeywords(const Task &task);
    void addKeyword(const Task &task, const JsonValueView &value);
    [[nodiscard]] const SchemaResource *resource(const QUrl &base);
    void refuseCircles();

    SchemaReferences m_references;
    std::shared_ptr<CompiledSchema> m_compiled = std::make_shared<CompiledSchema>();
    QHash<qsizetype, Subschema *> m_known; ///< by the offset of their text
    std::deque<Task> m_tasks;
    QHash<const Subschema *, SchemaPlace> m_places;
    std::optional<SchemaFault> m_fault;
};

} // namespace Parlance
