// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capture.h"

#include <expected>

namespace Parlance {

/// The largest file that `openCaptures()` reads, in bytes.
inline constexpr qint64 MaxCaptureFile = 256LL * 1024 * 1024;

/// The captures in a file, at least one; see `capturesIn()`. Otherwise what is wrong with the file, where,
/// and what to do, in sentences that begin with its name. Reads nothing of a folder, of what is no regular
/// file, and of a file that is too large.
[[nodiscard]] std::expected<QList<Capture>, QString> openCaptures(const QString &path);

} // namespace Parlance
