// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/splits.h"

#include <QRandomGenerator>
#include <algorithm>

namespace Parlance::Test {

namespace {

Pieces piecesOf(const QByteArray &bytes, qsizetype size)
{
    Pieces pieces;
    for (qsizetype start = 0; start < bytes.size(); start += size)
        pieces.append(bytes.mid(start, size));
    return pieces;
}

} // namespace

QList<Pieces> splits(const QByteArray &bytes)
{
    constexpr qsizetype shortEnough = 1500;
    constexpr quint32 randomOnes = 20;
    QList<Pieces> splits = {piecesOf(bytes, 1), piecesOf(bytes, 7)};
    for (qsizetype place = 0; bytes.size() <= shortEnough && place <= bytes.size(); ++place)
        splits.append({bytes.first(place), bytes.sliced(place)});
    for (quint32 seed = 1; seed <= randomOnes; ++seed)
        splits.append(randomPieces(bytes, seed));
    return splits;
}

Pieces randomPieces(const QByteArray &bytes, quint32 seed)
{
    QRandomGenerator random(seed);
    const int longest = random.bounded(2, 200);
    Pieces pieces;
    for (qsizetype start = 0; start < bytes.size(); start += pieces.last().size())
        pieces.append(bytes.mid(start, random.bounded(longest)));
    return pieces;
}

} // namespace Parlance::Test
