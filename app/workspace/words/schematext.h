// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/answerformat.h"
#include "schema/schema.h"

namespace Parlance {

struct Gateway;

/// What is wrong with a schema, where, and how to fix it: "Line 3, column 12: ...", without a full stop.
[[nodiscard]] QString describeSchemaFault(const SchemaFault &fault, QByteArrayView schema);
/// Why no answer can be asked for in this format; empty if one can.
[[nodiscard]] QString describeFormatProblem(const AnswerFormat &format);

/// Why the gateway cannot be asked in this format, which its dialect has no field for; empty if it can.
[[nodiscard]] QString describeFormatRefusal(const AnswerFormat &format, const Gateway &gateway);

/// What breaks the schema, in lower case and without a full stop: "/items/1/price: expected a number, found
/// text".
[[nodiscard]] QString describeViolation(const Violation &violation);
/// What the schema says of a whole answer: "The answer fits the schema".
[[nodiscard]] QString describeJudgement(const Judgement &judgement);
/// "line 3, column 12" of that answer, and the line with a mark below the place and the violation in words.
struct ViolationPlace
{
    QString title;
    QString excerpt;
};
[[nodiscard]] ViolationPlace placeOf(const Violation &violation, const QString &answer);

} // namespace Parlance
