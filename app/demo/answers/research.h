// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "demo/answers/handbook.h"

namespace Parlance::Demo {

struct Depth;

/// The passages found for a conversation's latest question, and which of them an answer uses.
struct Research
{
    QString question; ///< the user's latest message
    Query latest;     ///< its terms
    Query query;      ///< the latest terms; of a follow-up also, with less weight, those of earlier questions
    QList<SearchIndex::Hit> hits;
    QList<SearchIndex::Hit> chosen;  ///< for the answer, best first; empty if nothing matches
    QList<SearchIndex::Hit> related; ///< the next best, for further reading
};

/// A passage matches if it covers at least this share of the question's information.
inline constexpr double LeastCoverage = 0.4;
/// Another passage is used if it has at least this share of the best score.
inline constexpr double LeastShare = 0.4;

[[nodiscard]] Research research(const Handbook &handbook, const ChatRequest &request, const Depth &depth);

} // namespace Parlance::Demo
