// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/harfield.h"

namespace Parlance {

namespace {

bool contains(const JsonValueView &value, qsizetype offset)
{
    return offset >= value.offset() && offset < value.offset() + value.text().size();
}

/// The path of the value at `offset`, such as "log.entries[0]"; empty for the root.
QString pathTo(const JsonValueView &root, qsizetype offset)
{
    if (root.offset() == offset)
        return {};
    for (qsizetype index = 0; const JsonValueView &child : root.children()) {
        if (contains(child, offset)) {
            const bool isMember = root.kind() == JsonValueView::Kind::Object;
            const QString rest = pathTo(child, offset);
            const QString dot = rest.isEmpty() || rest.startsWith(u'[') ? QString() : QString(u'.');
            return (isMember ? child.name() : u'[' + QString::number(index) + u']') + dot + rest;
        }
        ++index;
    }
    return {};
}

} // namespace

HarField::HarField(const JsonDocument &document, std::optional<CaptureFault> &fault)
    : m_document(&document)
    , m_fault(&fault)
    , m_value(document.root())
{
}

HarField::HarField(const HarField &parent, std::optional<JsonValueView> value)
    : m_document(parent.m_document)
    , m_fault(parent.m_fault)
    , m_value(value)
{
}

HarField HarField::child(const JsonValueView &value, Kind kind) const
{
    HarField field(*this, value);
    if (value.kind() == kind)
        return field;
    if (value.kind() != Kind::Null)
        field.fail(CaptureFault::Reason::WrongType, kind);
    return {*this, std::nullopt};
}

HarField HarField::member(QStringView name, Kind kind) const
{
    const auto found = m_value ? m_value->member(name) : std::nullopt;
    return found ? child(*found, kind) : HarField(*this, std::nullopt);
}

HarField HarField::required(QStringView name, Kind kind) const
{
    HarField found = member(name, kind);
    if (found.isAbsent() && m_value) {
        const QString path = pathTo(m_document->root(), m_value->offset());
        note({.reason = CaptureFault::Reason::WrongType,
            .place = placeIn(m_document->text(), m_value->offset()),
            .bytes = bytesAt(m_document->text(), m_value->offset()),
            .field = path.isEmpty() ? name.toString() : path + u'.' + name.toString(),
            .wanted = kind});
    }
    return found;
}

QList<HarField> HarField::elements(Kind kind) const
{
    QList<HarField> elements;
    if (!m_value)
        return elements;
    for (const JsonValueView &value : m_value->children()) {
        const HarField element = child(value, kind);
        if (!element.isAbsent())
            elements.append(element);
    }
    return elements;
}

QList<HarField> HarField::elements(QStringView name, Kind kind) const
{
    return member(name, Kind::Array).elements(kind);
}

QString HarField::text() const
{
    return m_value ? m_value->string() : QString();
}

std::optional<double> HarField::number() const
{
    bool isNumber = false;
    const double number = m_value ? m_value->text().toDouble(&isNumber) : 0;
    return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<double> HarField::number(QStringView name) const
{
    return member(name, Kind::Number).number();
}

void HarField::fail(CaptureFault::Reason reason, Kind wanted) const
{
    if (*m_fault || !m_value)
        return;
    note({.reason = reason,
        .place = placeIn(m_document->text(), m_value->offset()),
        .bytes = bytesAt(m_document->text(), m_value->offset()),
        .field = pathTo(m_document->root(), m_value->offset()),
        .wanted = wanted});
}

void HarField::note(const CaptureFault &fault) const
{
    if (!*m_fault)
        *m_fault = fault;
}

} // namespace Parlance
