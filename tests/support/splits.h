// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace Parlance::Test {

/// One way of cutting bytes into pieces, which may be empty.
using Pieces = QList<QByteArray>;

/// The bytes cut in many ways: at every single place where they are short, into pieces of 1 and of 7 bytes,
/// and at random places (of a fixed seed, so a failure comes again).
[[nodiscard]] QList<Pieces> splits(const QByteArray &bytes);

/// The bytes cut at random places.
[[nodiscard]] Pieces randomPieces(const QByteArray &bytes, quint32 seed);

} // namespace Parlance::Test
