// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QList>
#include <QString>

namespace Parlance {

/// A piece of two texts: common to both, or only in one of them.
struct DiffPiece
{
    enum class Kind { Same, Left, Right };

    Kind kind = Kind::Same;
    QString text;

    bool operator==(const DiffPiece &) const = default;
};

/// The differences of two texts word by word, as pieces in order: without the `Right` pieces they give
/// exactly the left text, without the `Left` ones the right text. Neighbours have different kinds, and white
/// space alone between two differences belongs to them.
///
/// The time grows with the length, not with its square: for texts with little in common, the differences are
/// correct but not always minimal.
[[nodiscard]] QList<DiffPiece> wordDiff(const QString &left, const QString &right);

/// The share of the two texts that is common, from 0 to 1; 1 for two empty texts.
[[nodiscard]] double similarity(const QList<DiffPiece> &pieces);

/// The position in the other text that corresponds to `position` on side `from`, `Left` or `Right`.
[[nodiscard]] qsizetype counterpart(const QList<DiffPiece> &pieces, qsizetype position, DiffPiece::Kind from);

QDebug operator<<(QDebug debug, const DiffPiece &piece);

} // namespace Parlance
