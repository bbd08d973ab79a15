// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"

#include <QStringList>
#include <expected>

namespace Parlance {

/// Reads the answer to GET /v1/models: the ids of the models, in order, without repeats (RA-37, RL-22).
/// Accepts {"data":[{"id"}]} of OpenAI and Anthropic, {"models":[{"name"}]} of Ollama, or a bare list. Any
/// other body is an error, and so is a body that carries one.
[[nodiscard]] std::expected<QStringList, ChatError> readModelIds(const QByteArray &body);

} // namespace Parlance
