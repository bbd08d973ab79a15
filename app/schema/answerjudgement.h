// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

namespace Parlance {

/// The JSON in the text of an answer.
struct AnswerJson
{
    qsizetype offset = 0; ///< in the answer, in bytes of UTF-8
    QByteArray json = {};
    std::optional<Violation> around = {}; ///< a code fence, or words before it
};
[[nodiscard]] AnswerJson jsonIn(const QByteArray &answer);

/// Judges an answer, which must be JSON and nothing else. What stands around the JSON breaks the schema, and
/// the JSON is judged all the same. Offsets are those of the answer.
[[nodiscard]] Judgement judgeAnswer(const Schema &schema, const QString &answer);
/// The same for an answer that is still arriving.
[[nodiscard]] Judgement judgeAnswerSoFar(const Schema &schema, const QString &answer);

} // namespace Parlance
