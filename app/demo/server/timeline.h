// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/answer.h"
#include "demo/answers/tier.h"

namespace Parlance::Demo {

/// The smallest part of an answer that is said at once, and when it is due, counted from the request.
struct Piece
{
    enum class Kind {
        Reasoning,
        Text,
        Call,     ///< a tool call begins; `text` is empty
        Arguments ///< a piece of its arguments
    };

    Kind kind = Kind::Text;
    std::chrono::microseconds due{0};
    QString text;
    qsizetype call = 0; ///< the call's place among the answer's tool calls

    bool operator==(const Piece &) const = default;
};

/// The answer token by token at a pace: reasoning, then text, then tool calls.
[[nodiscard]] QList<Piece> timeline(const Answer &answer, const Pace &pace);

/// When the last piece is due; when the first token would be, if there is none.
[[nodiscard]] std::chrono::microseconds endOf(const QList<Piece> &pieces, const Pace &pace);

} // namespace Parlance::Demo
