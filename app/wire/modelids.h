// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"

#include <QStringList>
#include <expected>

namespace Parlance {

/// Reads the answer to GET /v1/models into the ids of the models, in its order, each once (RA-37, RL-22):
/// {"data":[{"id"}]} of OpenAI and of Anthropic, {"models":[{"name"}]} of Ollama, or the list alone. What
/// else is there is an error, and so is a body that carries one.
[[nodiscard]] std::expected<QStringList, ChatError> readModelIds(const QByteArray &body);

} // namespace Parlance
