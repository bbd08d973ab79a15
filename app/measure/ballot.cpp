// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/ballot.h"

#include <QRandomGenerator>

namespace Parlance {

namespace {

/// The same key for both orders.
QByteArrayList keyOf(const Tally::Side &left, const Tally::Side &right)
{
    const QByteArrayList one{left.model.toUtf8(), left.answer};
    const QByteArrayList other{right.model.toUtf8(), right.answer};
    return one < other ? one + other : other + one;
}

} // namespace

std::optional<AnswerPair> drawPair(const QList<AnswerPair> &pairs, QRandomGenerator &random)
{
    if (pairs.isEmpty())
        return std::nullopt;
    const auto [one, other] = pairs.at(random.bounded(static_cast<qint64>(pairs.size())));
    return random.bounded(2) == 0 ? AnswerPair(one, other) : AnswerPair(other, one);
}

Tally::Standing Tally::standing(const Side &left, const Side &right) const
{
    if (left.model == right.model)
        return Standing::SameModel;
    return m_voted.contains(keyOf(left, right)) ? Standing::Voted : Standing::Open;
}

void Tally::add(const Side &left, const Side &right, Vote vote)
{
    if (standing(left, right) != Standing::Open)
        return;
    m_voted.insert(keyOf(left, right));
    Score &a = m_scores[left.model];
    a.won += vote == Vote::Left;
    a.lost += vote == Vote::Right;
    a.equal += vote == Vote::Equal;
    Score &b = m_scores[right.model];
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
