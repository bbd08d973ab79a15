// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/harfield.h"

namespace Parlance {

HarField::HarField(const JsonDocument &document, std::optional<CaptureFault> &fault)
    : m_document(&document)
    , m_fault(&fault)
    , m_value(document.root())
{
}

HarField::HarField(const HarField &parent, std::optional<JsonValueView> value, const QString &path)
    : m_document(parent.m_document)
    , m_fault(parent.m_fault)
    , m_value(value)
    , m_path(path)
{
}

HarField HarField::child(const JsonValueView &value, const QString &path, Kind kind) const
{
    HarField field(*this, value, path);
    if (value.kind() == kind)
        return field;
    if (value.kind() != Kind::Null)
        field.fail(CaptureFault::Reason::WrongType, kind);
    return {*this, std::nullopt, path};
}

HarField HarField::member(QStringView name, Kind kind) const
{
    const QString path = m_path.isEmpty() ? name.toString() : m_path + u'.' + name.toString();
    const auto found = m_value ? m_value->member(name) : std::nullopt;
    return found ? child(*found, path, kind) : HarField(*this, std::nullopt, path);
}

HarField HarField::required(QStringView name, Kind kind) const
{
    HarField found = member(name, kind);
    if (found.isAbsent() && m_value)
        HarField(*this, m_value, found.m_path).fail(CaptureFault::Reason::WrongType, kind);
    return found;
}

QList<HarField> HarField::elements(Kind kind) const
{
    QList<HarField> elements;
    if (!m_value)
        return elements;
    for (qsizetype index = 0; const JsonValueView &value : m_value->children()) {
        const HarField element = child(value, m_path + u'[' + QString::number(index++) + u']', kind);
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
    if (!*m_fault)
        *m_fault = {.reason = reason,
            .place = placeIn(m_document->text(), m_value ? m_value->offset() : 0),
            .field = m_path,
            .wanted = wanted};
}

} // namespace Parlance
