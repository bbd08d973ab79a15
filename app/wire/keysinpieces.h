// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace Parlance {

/// Finds keys that are split over JSON strings at the same path in several lines of the body, such as
/// `choices[0].delta.content` in the events of a stream: as they are, and percent-coded or escaped in JSON
/// once more, as in the arguments of a tool call. Returns the byte offsets of all that spells them, in order.
/// Ignores lines that are not JSON.
[[nodiscard]] QList<qsizetype> keyOffsetsInPieces(const QByteArray &body, const QList<QByteArray> &keys);

} // namespace Parlance
