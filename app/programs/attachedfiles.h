// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "askcommand.h"

namespace Parlance {

/// Reads the files of the command and puts them before its prompt. Says on standard error what may surprise.
/// Returns why one cannot be sent, in words for the user.
[[nodiscard]] QString attachFiles(AskCommand &command);

} // namespace Parlance
