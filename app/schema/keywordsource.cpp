// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/keywordsource.h"

#include "schema/schemacompiler.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = JsonValueView::Kind;
using Reason = SchemaFault::Reason;

} // namespace

std::optional<KeywordSource> KeywordSource::sibling(QStringView name) const
{
    const auto value = m_object.value.member(name);
    if (!value)
        return std::nullopt;
    return KeywordSource(*m_compiler, *m_owner, m_object, m_object.below(*value, name.toString()));
}

void KeywordSource::fail(Reason reason, const QString &detail) const
{
    m_compiler->fail(
        {.reason = reason, .path = m_place.path, .offset = m_place.value.offset(), .detail = detail});
}

bool KeywordSource::expect(Kind kind, const char *what) const
{
    if (value().kind() == kind)
        return true;
    fail(Reason::WrongValue, QString::fromLatin1(what));
    return false;
}

std::optional<JsonNumber> KeywordSource::number() const
{
    return expect(Kind::Number, "number") ? std::optional(JsonNumber(value().text())) : std::nullopt;
}

std::optional<qsizetype> KeywordSource::count() const
{
    const std::optional<JsonNumber> read = number();
    if (!read)
        return std::nullopt;
    if (!read->isInteger() || *read < JsonNumber("0") || *read > JsonNumber("1e15")) {
        fail(Reason::WrongValue, u"count"_s);
        return std::nullopt;
    }
    return static_cast<qsizetype>(value().text().toByteArray().toDouble());
}

bool KeywordSource::flag() const
{
    return expect(Kind::Bool, "boolean") && value().text().startsWith('t');
}

QString KeywordSource::text() const
{
    return expect(Kind::String, "string") ? value().string() : QString();
}

QStringList KeywordSource::texts() const
{
    QStringList texts;
    for (const KeywordSource &element : elements())
        texts << element.text();
    return texts;
}

std::shared_ptr<EcmaPattern> KeywordSource::pattern() const
{
    auto pattern = std::make_shared<EcmaPattern>(text());
    if (!pattern->problem().isEmpty())
        fail(Reason::IllegalPattern, pattern->problem());
    return pattern;
}

KeywordSource KeywordSource::at(const JsonValueView &child, const QString &name) const
{
    return {*m_compiler, *m_owner, m_object, m_place.below(child, name)};
}

QList<KeywordSource> KeywordSource::elements() const
{
    QList<KeywordSource> sources;
    if (!expect(Kind::Array, "array"))
        return sources;
    for (const JsonValueView &child : value().children())
        sources.append(at(child, QString::number(sources.size())));
    return sources;
}

QList<KeywordSource> KeywordSource::members() const
{
    QList<KeywordSource> sources;
    if (!expect(Kind::Object, "object"))
        return sources;
    for (const JsonValueView &child : value().children())
        sources.append(at(child, child.name()));
    return sources;
}

const Subschema *KeywordSource::part() const
{
    return m_compiler->subschema(m_place);
}

const Subschema *KeywordSource::inPlace() const
{
    m_owner->inPlace.push_back(part());
    return m_owner->inPlace.back();
}

const Subschema *KeywordSource::referred() const
{
    const QString reference = text();
    const auto place = m_compiler->references().find(m_object.base, reference);
    if (!place) {
        fail(place.error(), reference);
        return nullptr;
    }
    m_owner->inPlace.push_back(m_compiler->subschema(*place));
    return m_owner->inPlace.back();
}

QString KeywordSource::dynamicAnchor() const
{
    const auto place = m_compiler->references().find(m_object.base, text());
    const QString anchor = QUrl(text()).fragment(QUrl::FullyDecoded);
    return place && m_compiler->references().dynamicAnchors(place->base).contains(anchor) ? anchor
                                                                                          : QString();
}

Verdict checkChild(
    Evaluation &evaluation, const Subschema &schema, const JsonInstance &child, Findings &findings)
{
    findings.evaluate(child);
    Findings own;
    const Verdict verdict = evaluation.check(schema, child, own);
    findings.violations += own.violations;
    return verdict;
}

} // namespace Parlance
