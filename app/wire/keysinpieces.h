// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace Parlance {

/// Where a key stands that comes in pieces: each in a JSON string, at the same place in the JSON of several
/// lines of the body, such as `choices[0].delta.content` in the events of a stream. The offsets, in bytes and
/// in their order, of all that spells it. Lines that are no JSON count for nothing.
[[nodiscard]] QList<qsizetype> placesInPieces(const QByteArray &body, const QByteArray &key);

} // namespace Parlance
