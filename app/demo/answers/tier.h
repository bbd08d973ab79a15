// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <span>

namespace Parlance::Demo {

/// How much of what was found goes into an answer.
struct Depth
{
    qsizetype passages = 1;
    qsizetype perChapter = 0; ///< the most passages of one chapter; 0 is any number
    qsizetype blocks = 0;     ///< the most blocks of a passage, from its beginning; 0 is all
    bool illustrated = false; ///< prefers a passage with a table or code
    bool outlined = false;    ///< says first what comes, with a heading for each chapter
    bool reasoning = false;   ///< shows how it came to its answer
    qsizetype variant = 0;    ///< another answer to the same question: begins with the next best passage
};

/// How an answer is spread over time.
struct Pace
{
    std::chrono::microseconds firstToken{0}; ///< from the request to the first token
    std::chrono::microseconds thinking{0};   ///< how long the reasoning takes, where there is any
    std::chrono::microseconds perToken{0};

    /// The same pace, `speed` times as fast; infinity is all at once.
    [[nodiscard]] Pace scaled(double speed) const;
};

/// A model tier of the embedded gateway.
struct Tier
{
    QString id;
    Depth depth;
    Pace pace;
};

/// The four tiers of Ruflo (RF-05 to RF-09). They differ as their descriptions say.
[[nodiscard]] std::span<const Tier> rufloTiers();

} // namespace Parlance::Demo
