// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QDebug>
#include <QMap>
#include <QSet>
#include <QString>
#include <optional>
#include <utility>

class QRandomGenerator;

namespace Parlance {

/// Two answers by their places in a list.
using AnswerPair = std::pair<qsizetype, qsizetype>;

/// One of `pairs` in an order that nobody can guess: which stands left, which right. Empty without a pair.
/// The same state of `random` gives the same one.
[[nodiscard]] std::optional<AnswerPair> drawPair(const QList<AnswerPair> &pairs, QRandomGenerator &random);

/// What a vote between two says.
enum class Vote { Left, Right, Equal };

/// The votes of this session, for each model. In memory only.
class Tally
{
public:
    struct Score
    {
        int won = 0;
        int lost = 0;
        int equal = 0;

        bool operator==(const Score &) const = default;
    };

    /// One side of a vote.
    struct Side
    {
        QString model;
        QByteArray answer; ///< what tells the answer from every other one of the model
    };

    /// Whether a vote between two counts. A model against itself says nothing about it, and a pair of answers
    /// counts once, whichever stands left.
    enum class Standing { Open, SameModel, Voted };
    [[nodiscard]] Standing standing(const Side &left, const Side &right) const;

    /// Takes the vote if it counts.
    void add(const Side &left, const Side &right, Vote vote);
    [[nodiscard]] const QMap<QString, Score> &scores() const { return m_scores; }

private:
    QMap<QString, Score> m_scores;
    QSet<QByteArrayList> m_voted; ///< pairs of answers
};

QDebug operator<<(QDebug debug, const Tally::Score &score);

} // namespace Parlance
