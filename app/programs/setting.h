// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "wire/endpoints/embeddingrequest.h"
#include "wire/endpoints/imagerequest.h"

namespace Parlance {

/// Sets a parameter of the request as `--set` gives it: NAME=VALUE, with the API's own name. Returns what is
/// wrong with it, in words for the user; empty if it is set.
/// Adds to a list.
[[nodiscard]] QString applySetting(const QString &setting, ChatRequest &request);
[[nodiscard]] QString applySetting(const QString &setting, EmbeddingRequest &request);
[[nodiscard]] QString applySetting(const QString &setting, ImageRequest &request);

} // namespace Parlance
