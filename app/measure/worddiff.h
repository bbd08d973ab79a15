// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QList>
#include <QString>

namespace Parlance {

/// A stretch of two texts: what both have, or what only one of them has.
struct DiffPiece
{
    enum class Kind { Same, Left, Right };

    Kind kind = Kind::Same;
    QString text;

    bool operator==(const DiffPiece &) const = default;
};

/// How two texts differ, word by word, with the pieces in order: without the `Right` ones they are the left
/// text, without the `Left` ones the right text, to the last character. No two neighbours are of one kind,
/// and white space alone between two differences belongs to them.
///
/// The time grows with the length and not with its square: where two texts have next to nothing in common,
/// the differences are right but not always the fewest.
[[nodiscard]] QList<DiffPiece> wordDiff(const QString &left, const QString &right);

/// The part of both texts that is the same, from 0 to 1; 1 for two empty texts.
[[nodiscard]] double similarity(const QList<DiffPiece> &pieces);

/// The place in the other text that stands beside `position` of the text on side `from`: `Left` or `Right`.
[[nodiscard]] qsizetype counterpart(const QList<DiffPiece> &pieces, qsizetype position, DiffPiece::Kind from);

QDebug operator<<(QDebug debug, const DiffPiece &piece);

} // namespace Parlance
