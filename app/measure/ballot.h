// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QMap>
#include <QString>
#include <optional>
#include <utility>

class QRandomGenerator;

namespace Parlance {

/// Two of `count` answers in an order that nobody can guess: which stands left, which right. Empty for less
/// than two. The same state of `random` gives the same pair.
[[nodiscard]] std::optional<std::pair<qsizetype, qsizetype>> drawPair(
    qsizetype count, QRandomGenerator &random);

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

    /// A model against itself says nothing about it, and is not counted.
    void add(const QString &left, const QString &right, Vote vote);
    [[nodiscard]] const QMap<QString, Score> &scores() const { return m_scores; }

private:
    QMap<QString, Score> m_scores;
};

QDebug operator<<(QDebug debug, const Tally::Score &score);

} // namespace Parlance
