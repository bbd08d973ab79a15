// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/tools/promptvalues.h"

#include <QJsonObject>

namespace Parlance::Demo {

/// Arguments that fit the JSON Schema of a tool, made of what the prompt has: one object for each call, and a
/// further one as long as values are left that fill another ("Paris and Rome"). Required properties are
/// always there, with a value of their type, from the schema's enum or default where the prompt has none;
/// optional ones only where the prompt has something for them.
[[nodiscard]] QList<QJsonObject> argumentSets(const QJsonObject &schema, PromptValues values);

} // namespace Parlance::Demo
