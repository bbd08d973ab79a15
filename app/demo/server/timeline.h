// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/answer.h"
#include "demo/answers/tier.h"

namespace Parlance::Demo {

/// The smallest part of an answer that is sent at once, and its due time, counted from the request.
struct Piece
{
    enum class Kind {
        Reasoning,
        Text,
        Call,        ///< a tool call begins; `text` is empty
        Arguments,   ///< a piece of the call's arguments
        ServerCall,  ///< a call of an MCP server begins; `text` is empty
        ServerInput, ///< a piece of its arguments
        ServerResult ///< its result, whole; `text` is empty
    };

    Kind kind = Kind::Text;
    std::chrono::microseconds due{0};
    QString text;
    qsizetype call = 0; ///< the index of the call in the answer

    bool operator==(const Piece &) const = default;
};

/// The answer token by token at a pace: reasoning, then calls of MCP servers, then text, then tool calls.
[[nodiscard]] QList<Piece> timeline(const Answer &answer, const Pace &pace);

/// The due time of the last piece; without pieces, that of the first token.
[[nodiscard]] std::chrono::microseconds endOf(const QList<Piece> &pieces, const Pace &pace);

} // namespace Parlance::Demo
