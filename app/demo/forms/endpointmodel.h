// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/bodyreader.h"

namespace Parlance::Demo {

/// The field `model`; refused with 404 if this endpoint has no such model.
[[nodiscard]] QString readEndpointModel(BodyReader &reader, const QString &path);

/// The field, one of `known`, or the first of them if it is absent.
[[nodiscard]] QString readChoice(BodyReader &reader, const QString &field, const QStringList &known);

/// Refuses a text that is empty, or longer than `most` characters.
void checkLength(BodyReader &reader, const QString &field, const QString &text, qsizetype most);

} // namespace Parlance::Demo
