// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/splits.h"

namespace Parlance::Test {

/// What a server sends that compresses pieces and flushes after each: one piece of bytes for each, and the
/// last ends the body. The codings: gzip, deflate, deflate-raw, br, zstd.
[[nodiscard]] Pieces compressed(const QByteArray &coding, const Pieces &pieces);
[[nodiscard]] QByteArray compressed(const QByteArray &coding, const QByteArray &bytes);

} // namespace Parlance::Test
