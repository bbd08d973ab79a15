// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/refusal.h"

#include <QByteArray>
#include <QList>

namespace Parlance::Demo {

/// A part of a form, such as a field or a file.
struct FormPart
{
    QString name;
    QString fileName; ///< empty for a field
    QByteArray body;

    bool operator==(const FormPart &) const = default;
};

/// Reads a body of `multipart/form-data` (RFC 7578): at most 64 parts, with at most 4 KiB of headers each.
/// 400 if it is not one, has no end, or a part has no name.
[[nodiscard]] std::expected<QList<FormPart>, Refusal> readForm(
    QByteArrayView contentType, const QByteArray &body);

} // namespace Parlance::Demo
