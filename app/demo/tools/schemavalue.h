// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace Parlance::Demo {

/// A value that fits a JSON Schema, with texts and numbers of the prompt where they fit: references within
/// the schema, `allOf`, the first alternative of others, const, enum, default, examples, types with their
/// bounds, the usual formats. Of a pattern that none of a few usual texts matches, and of `not` and `if`, it
/// knows nothing. `variant` selects among the choices of an enum.
[[nodiscard]] QJsonValue schemaValue(const QJsonObject &schema, const QString &prompt, qsizetype variant);

} // namespace Parlance::Demo
