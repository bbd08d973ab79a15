// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <span>

namespace Parlance::Demo {

/// How much of the search result an answer uses.
struct Depth
{
    qsizetype passages = 1;
    qsizetype perChapter = 0; ///< the maximum from one chapter; 0 for no limit
    qsizetype blocks = 0;     ///< the maximum of a passage, from its beginning; 0 for no limit
    bool illustrated = false; ///< prefers a passage with a table or code
    bool outlined = false;    ///< begins with an outline, and has a heading for each chapter
    bool reasoning = false;   ///< shows how the answer was made
    qsizetype variant = 0;    ///< selects another answer to a question: begins with the next best passage
};

/// How an answer is spread over time.
struct Pace
{
    std::chrono::microseconds firstToken{0}; ///< from the request to the first token
    std::chrono::microseconds thinking{0};   ///< the duration of the reasoning, if there is any
    std::chrono::microseconds perToken{0};

    /// The same pace, `speed` times as fast; infinity sends everything at once.
    [[nodiscard]] Pace scaled(double speed) const;
};

/// A model tier of the embedded gateway.
struct Tier
{
    QString id;
    Depth depth;
    Pace pace;
};

/// Ruflo's four tiers (RF-05 to RF-09). They differ as their descriptions say.
[[nodiscard]] std::span<const Tier> rufloTiers();

} // namespace Parlance::Demo
