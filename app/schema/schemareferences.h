// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schemafault.h"

#include <QHash>
#include <QUrl>

#include <expected>

namespace Parlance {

/// A place in a schema.
struct SchemaPlace
{
    JsonValueView value;
    QString path = {}; ///< a JSON pointer
    QUrl base = {};    ///< of the resource that it is in; references are relative to it

    [[nodiscard]] SchemaPlace below(const JsonValueView &child, const QString &name) const;
};

/// The identifiers and anchors in a schema, and what references lead to. Nothing outside of it is fetched.
class SchemaReferences
{
public:
    explicit SchemaReferences(const JsonDocument &document);

    [[nodiscard]] SchemaPlace root() const;
    /// True for a schema of draft 7 or older, where `$ref` overrides what stands beside it.
    [[nodiscard]] bool isOld() const { return m_isOld; }
    /// The place with its own base if it has an identifier.
    [[nodiscard]] SchemaPlace rebased(SchemaPlace place) const;
    [[nodiscard]] std::expected<SchemaPlace, SchemaFault::Reason> find(
        const QUrl &base, const QString &reference) const;
    /// All dynamic anchors of a resource, by name.
    [[nodiscard]] QHash<QString, SchemaPlace> dynamicAnchors(const QUrl &base) const
    {
        return m_dynamicAnchors.value(base);
    }

private:
    void walk(SchemaPlace place);
    void walkChildren(const SchemaPlace &place);
    void identify(SchemaPlace &place);
    void addAnchors(const SchemaPlace &place);
    [[nodiscard]] std::optional<SchemaPlace> follow(SchemaPlace place, const QString &pointer) const;

    const JsonDocument &m_document;
    bool m_isOld = false;
    QHash<qsizetype, QUrl> m_bases; ///< of values with an identifier, by their offset
    QHash<QUrl, SchemaPlace> m_resources;
    QHash<QUrl, QHash<QString, SchemaPlace>> m_anchors;
    QHash<QUrl, QHash<QString, SchemaPlace>> m_dynamicAnchors;
};

} // namespace Parlance
