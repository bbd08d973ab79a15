// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schemareferences.h"

#include "schema/jsoninstance.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = JsonValueView::Kind;

bool isSchemaKeyword(const QString &name)
{
    static const QSet<QString> names{u"additionalItems"_s, u"additionalProperties"_s, u"contains"_s,
        u"contentSchema"_s, u"else"_s, u"if"_s, u"items"_s, u"not"_s, u"propertyNames"_s, u"then"_s,
        u"unevaluatedItems"_s, u"unevaluatedProperties"_s};
    return names.contains(name);
}

/// A list of schemas, or an object of them.
bool holdsSchemas(const JsonValueView &value)
{
    static const QSet<QString> lists{u"allOf"_s, u"anyOf"_s, u"oneOf"_s, u"prefixItems"_s, u"items"_s};
    static const QSet<QString> maps{u"$defs"_s, u"definitions"_s, u"dependencies"_s, u"dependentSchemas"_s,
        u"patternProperties"_s, u"properties"_s};
    return value.kind() == Kind::Array ? lists.contains(value.name()) : maps.contains(value.name());
}

QString textMember(const JsonValueView &object, QStringView name)
{
    const auto member = object.member(name);
    return member ? member->string() : QString();
}

QUrl withoutFragment(QUrl url)
{
    url.setFragment({});
    return url;
}

QString unescapedName(QString part)
{
    return part.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
}

std::optional<JsonValueView> childAt(const JsonValueView &value, const QString &part)
{
    if (value.kind() != Kind::Array)
        return value.member(unescapedName(part));
    bool ok = false;
    const qsizetype index = part.toLongLong(&ok);
    const QList<JsonValueView> children = value.children();
    return ok && index >= 0 && index < children.size() ? std::optional(children.at(index)) : std::nullopt;
}

} // namespace

SchemaPlace SchemaPlace::below(const JsonValueView &child, const QString &name) const
{
    return {.value = child, .path = path + u'/' + escapedName(name), .base = base};
}

SchemaReferences::SchemaReferences(const JsonDocument &document)
    : m_document(document)
{
    const QString dialect = textMember(document.root(), u"$schema");
    m_isOld =
        dialect.contains("draft-07"_L1) || dialect.contains("draft-06"_L1) || dialect.contains("draft-04"_L1);
    const SchemaPlace place{.value = document.root(), .base = QUrl(u"schema:/"_s)};
    m_resources.insert(place.base, place);
    walk(place);
}

SchemaPlace SchemaReferences::root() const
{
    return rebased({.value = m_document.root(), .base = QUrl(u"schema:/"_s)});
}

SchemaPlace SchemaReferences::rebased(SchemaPlace place) const
{
    place.base = m_bases.value(place.value.offset(), place.base);
    return place;
}

void SchemaReferences::walk(SchemaPlace place)
{
    if (place.value.kind() != Kind::Object)
        return;
    if (!m_isOld || !place.value.member(u"$ref"))
        identify(place);
    addAnchors(place);
    walkChildren(place);
}

void SchemaReferences::walkChildren(const SchemaPlace &place)
{
    for (const JsonValueView &keyword : place.value.children()) {
        const SchemaPlace there = place.below(keyword, keyword.name());
        if (isSchemaKeyword(keyword.name()) && keyword.kind() == Kind::Object)
            walk(there);
        if (!holdsSchemas(keyword))
            continue;
        qsizetype index = 0;
        for (const JsonValueView &schema : keyword.children())
            walk(there.below(
                schema, keyword.kind() == Kind::Array ? QString::number(index++) : schema.name()));
    }
}

/// In old drafts, an identifier that is only a fragment is an anchor.
void SchemaReferences::identify(SchemaPlace &place)
{
    const QString id = textMember(place.value, u"$id");
    if (id.isEmpty())
        return;
    if (m_isOld && id.startsWith(u'#')) {
        m_anchors[place.base].insert(id.sliced(1), place);
        return;
    }
    place.base = withoutFragment(place.base.resolved(QUrl(id)));
    m_bases.insert(place.value.offset(), place.base);
    m_resources.insert(place.base, place);
}

void SchemaReferences::addAnchors(const SchemaPlace &place)
{
    if (const QString anchor = textMember(place.value, u"$anchor"); !anchor.isEmpty())
        m_anchors[place.base].insert(anchor, place);
    if (const QString anchor = textMember(place.value, u"$dynamicAnchor"); !anchor.isEmpty()) {
        m_anchors[place.base].insert(anchor, place);
        m_dynamicAnchors[place.base].insert(anchor, place);
    }
}

std::expected<SchemaPlace, SchemaFault::Reason> SchemaReferences::find(
    const QUrl &base, const QString &reference) const
{
    const QUrl target = base.resolved(QUrl(reference));
    const QUrl resource = withoutFragment(target);
    const auto found = m_resources.constFind(resource);
    if (found == m_resources.constEnd())
        return std::unexpected(QUrl(reference).isRelative() && base.scheme() == "schema"_L1
                                   ? SchemaFault::Reason::UnknownReference
                                   : SchemaFault::Reason::RemoteReference);
    const QString fragment = target.fragment(QUrl::FullyDecoded);
    std::optional<SchemaPlace> place;
    if (fragment.isEmpty() || fragment.startsWith(u'/'))
        place = follow(*found, fragment);
    else if (const auto anchors = m_anchors.value(resource); anchors.contains(fragment))
        place = *anchors.constFind(fragment);
    if (!place)
        return std::unexpected(SchemaFault::Reason::UnknownReference);
    return *place;
}

std::optional<SchemaPlace> SchemaReferences::follow(SchemaPlace place, const QString &pointer) const
{
    for (const QString &part : pointer.split(u'/').sliced(1)) { // before the first / is nothing
        const std::optional<JsonValueView> child = childAt(place.value, part);
        if (!child)
            return std::nullopt;
        place = rebased(place.below(*child, unescapedName(part)));
    }
    return place;
}

} // namespace Parlance
