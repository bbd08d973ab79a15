// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace Parlance::Test {

/// Bytes cut into pieces, which may be empty.
using Pieces = QList<QByteArray>;

/// Cuts bytes in many ways: at every position if they are short, into pieces of 1 and of 7 bytes, and at
/// random positions (with a fixed seed, so failures are reproducible).
[[nodiscard]] QList<Pieces> splits(const QByteArray &bytes);

/// Cuts bytes at random positions.
[[nodiscard]] Pieces randomPieces(const QByteArray &bytes, quint32 seed);

} // namespace Parlance::Test
