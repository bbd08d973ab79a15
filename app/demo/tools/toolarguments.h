// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/tools/promptvalues.h"

#include <QJsonObject>

namespace Parlance::Demo {

/// Arguments that fit the JSON Schema of a tool, filled with values from the prompt: one object per call, and
/// another as long as the remaining values fill one ("Paris and Rome"). Required properties are always
/// present with a value of their type; if the prompt has none, it is the schema's enum or default. Optional
/// ones are present only if the prompt has a value for them.
[[nodiscard]] QList<QJsonObject> argumentSets(const QJsonObject &schema, PromptValues values);

} // namespace Parlance::Demo
