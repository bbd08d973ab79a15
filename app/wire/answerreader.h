// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/delta.h"
#include "wire/answerhead.h"
#include "wire/dialect.h"
#include "wire/ssereader.h"

namespace Parlance {

/// Reads the body of one answer, whatever it turned out to be: a stream, a plain answer though a stream was asked for,
/// an error with JSON or with a proxy's HTML page. Bytes in, deltas out; any split gives the same deltas.
class AnswerReader
{
public:
    AnswerReader(const Dialect &dialect, AnswerHead head);

    [[nodiscard]] QList<Delta> feed(const QByteArray &bytes);
    /// The body is over. Gives what is left; an error answer or a plain answer comes whole from here.
    [[nodiscard]] QList<Delta> finish();

private:
    // The implementation is free to choose its state.
};

/// Reads an error answer of any known shape: {"error":{"message","code","type"}}, {"code","message"},
/// {"error":"...","code":"..."}, {"type":"error","error":{...}}, plain text, HTML (FF-54, X-03).
[[nodiscard]] ChatError decodeError(const AnswerHead &head, const QByteArray &body);

} // namespace Parlance
