// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/ballot.h"

#include <QRandomGenerator>

namespace Parlance {

std::optional<std::pair<qsizetype, qsizetype>> drawPair(qsizetype count, QRandomGenerator &random)
{
    if (count < 2)
        return std::nullopt;
    const qsizetype left = random.bounded(static_cast<qint64>(count));
    const qsizetype other = random.bounded(static_cast<qint64>(count - 1));
    return std::pair(left, other < left ? other : other + 1);
}

void Tally::add(const QString &left, const QString &right, Vote vote)
{
    if (left == right)
        return;
    Score &a = m_scores[left];
    a.won += vote == Vote::Left;
    a.lost += vote == Vote::Right;
    a.equal += vote == Vote::Equal;
    Score &b = m_scores[right];
    b.won += vote == Vote::Right;
    b.lost += vote == Vote::Left;
    b.equal += vote == Vote::Equal;
}

QDebug operator<<(QDebug debug, const Tally::Score &score)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Score(" << score.won << ' ' << score.lost << ' ' << score.equal << ')';
}

} // namespace Parlance
