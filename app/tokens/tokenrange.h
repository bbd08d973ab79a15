// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <optional>

namespace Parlance {

/// Bounds of a number of tokens.
struct TokenRange
{
    qint64 least = 0;
    qint64 most = 0;

    bool operator==(const TokenRange &) const = default;
    TokenRange operator+(const TokenRange &other) const
    {
        return {.least = least + other.least, .most = most + other.most};
    }
};

/// The tokens of a text of which only the size in UTF-8 is known: from 1.5 bytes a token (rare scripts and
/// signs) to 6 (plain words of an alphabet).
[[nodiscard]] TokenRange tokensFromBytes(qint64 bytes);

/// What a chat adds to the tokens of its texts: a few for each message, and some for the answer's beginning.
/// OpenAI's models add 4 for each and 3.
[[nodiscard]] TokenRange frameOfChat(qint64 messages);

/// A text's size, and the tokens that a server counted for it.
struct CountedBytes
{
    qint64 bytes = 0;
    qint64 tokens = 0;
};

/// Learns the tokens of a text with this size from counted ones, with a tenth of doubt. Empty if none of them
/// is long enough to tell more than its frame.
[[nodiscard]] std::optional<TokenRange> tokensLearned(const QList<CountedBytes> &counted, qint64 bytes);

QDebug operator<<(QDebug debug, const TokenRange &range);

} // namespace Parlance
