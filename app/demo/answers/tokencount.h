// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/answer.h"

namespace Parlance {
struct ChatRequest;
}

namespace Parlance::Demo {

/// An answer's token usage, counted in the tokens that `tokens()` gives and that are streamed.
struct TokenCount
{
    qint64 input = 0;
    qint64 output = 0;    ///< reasoning, text and tool call arguments of all choices
    qint64 reasoning = 0; ///< the part of the output that was reasoning
    qint64 cached = 0;    ///< the part of the input in the prompt cache

    [[nodiscard]] qint64 total() const { return input + output; }
    bool operator==(const TokenCount &) const = default;
};

/// A picture counts a token for 750 pixels, at least 85 and at most 1600, and 85 if its detail is "low"; a
/// PDF 1,500 for a page, at least one.
[[nodiscard]] qint64 tokensOf(const Message &message);
[[nodiscard]] TokenCount counted(const ChatRequest &request, const QList<Answer> &answers);

} // namespace Parlance::Demo
