// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Parlance {

/// True for a GIF with several frames, and for a PNG or WebP that says so in its head. Nothing is decoded;
/// for bytes of anything else, or broken ones, it is false.
[[nodiscard]] bool isAnimated(const QByteArray &bytes);

} // namespace Parlance
