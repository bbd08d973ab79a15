// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/answers/handbook.h"

namespace Parlance::Demo {

struct Depth;

/// What the handbook has on a conversation's latest question, and what of it an answer should use.
struct Research
{
    QString question; ///< the latest message of the user
    Query latest;     ///< its terms
    Query query;      ///< them, and with less weight those of the questions before it
    QList<SearchIndex::Hit> hits;
    QList<SearchIndex::Hit> chosen;  ///< for the answer, best first; empty if nothing fits
    QList<SearchIndex::Hit> related; ///< the next best, to read on
};

/// A passage fits if it has at least this much of the information in the question.
inline constexpr double LeastCoverage = 0.4;
/// A further passage is used if it has at least this much of the best one's score.
inline constexpr double LeastShare = 0.4;

[[nodiscard]] Research research(const Handbook &handbook, const ChatRequest &request, const Depth &depth);

} // namespace Parlance::Demo
