// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capturefault.h"

namespace Parlance {

/// A value of a HAR file. A member that is missing, null or of the wrong type is absent,
/// and so is all that would be in it; the first one of a wrong type is noted as the fault of the file.
class HarField
{
public:
    using Kind = JsonValueView::Kind;

    /// The root of the file. The document and `fault` must outlive all its fields.
    HarField(const JsonDocument &document, std::optional<CaptureFault> &fault);

    [[nodiscard]] bool isAbsent() const { return !m_value; }
    [[nodiscard]] HarField member(QStringView name, Kind kind) const;
    /// A member without which the file is faulty.
    [[nodiscard]] HarField required(QStringView name, Kind kind) const;
    [[nodiscard]] HarField object(QStringView name) const { return member(name, Kind::Object); }
    /// The elements of an array, all of this kind.
    [[nodiscard]] QList<HarField> elements(Kind kind) const;
    [[nodiscard]] QList<HarField> elements(QStringView name, Kind kind = Kind::Object) const;

    /// The content of a string; empty if absent.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString text(QStringView name) const { return member(name, Kind::String).text(); }
    /// A number; empty if absent or too large for a double.
    [[nodiscard]] std::optional<double> number() const;
    [[nodiscard]] std::optional<double> number(QStringView name) const;

    /// Notes a fault at this value, unless there is one already.
    void fail(CaptureFault::Reason reason, Kind wanted = Kind::Null) const;

private:
    HarField(const HarField &parent, std::optional<JsonValueView> value);
    [[nodiscard]] HarField child(const JsonValueView &value, Kind kind) const;
    void note(const CaptureFault &fault) const;

    const JsonDocument *m_document;
    std::optional<CaptureFault> *m_fault;
    std::optional<JsonValueView> m_value;
};

} // namespace Parlance
