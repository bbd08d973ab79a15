// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/answer.h"

namespace Parlance {
struct ChatRequest;
}

namespace Parlance::Demo {

/// What an answer consumed. The tokens are those that `tokens()` cuts, which are also what is streamed.
struct TokenCount
{
    qint64 input = 0;
    qint64 output = 0;    ///< reasoning, text and the arguments of tool calls, of all choices
    qint64 reasoning = 0; ///< the part of the output that was reasoning
    qint64 cached = 0;    ///< the part of the input that was known from before

    [[nodiscard]] qint64 total() const { return input + output; }
    bool operator==(const TokenCount &) const = default;
};

[[nodiscard]] qint64 tokensOf(const Message &message);
[[nodiscard]] TokenCount counted(const ChatRequest &request, const QList<Answer> &answers);

} // namespace Parlance::Demo
