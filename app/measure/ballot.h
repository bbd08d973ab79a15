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

/// Two answers by their index in a list.
using AnswerPair = std::pair<qsizetype, qsizetype>;

/// A random one of `pairs`, in random order (left, right). Empty without a pair. The same state of `random`
/// gives the same result.
[[nodiscard]] std::optional<AnswerPair> drawPair(const QList<AnswerPair> &pairs, QRandomGenerator &random);

/// The result of a vote between two answers.
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
        QByteArray answer; ///< identifies the answer among those of the model
    };

    /// Whether a vote between two answers counts. A vote between two answers of one model does not count, and
    /// a pair of answers counts once, whichever is on the left.
    enum class Standing { Open, SameModel, Voted };
    [[nodiscard]] Standing standing(const Side &left, const Side &right) const;

    /// Adds the vote if it counts.
    void add(const Side &left, const Side &right, Vote vote);
    [[nodiscard]] const QMap<QString, Score> &scores() const { return m_scores; }

private:
    QMap<QString, Score> m_scores;
    QSet<QByteArrayList> m_voted; ///< pairs of answers
};

QDebug operator<<(QDebug debug, const Tally::Score &score);

} // namespace Parlance
