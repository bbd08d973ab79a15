// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace Parlance {

/// Finds a key that is split over JSON strings at the same path in several lines of the body, such as
/// `choices[0].delta.content` in the events of a stream. Returns the byte offsets of all its characters, in
/// order. Ignores lines that are not JSON.
[[nodiscard]] QList<qsizetype> keyOffsetsInPieces(const QByteArray &body, const QByteArray &key);

} // namespace Parlance
