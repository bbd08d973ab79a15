// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"
#include "wire/answerhead.h"
#include "wire/dialect.h"
#include "wire/erroranswer.h"
#include "wire/ssereader.h"

namespace Parlance {

/// Reads the body of one answer, whatever it turned out to be: a stream, a plain answer though a stream was
/// asked for, an error with JSON or with a proxy's HTML page. Bytes in, deltas out; any split gives
/// the same deltas.
///
/// A status of 400 and more is an error whatever the body is. Otherwise the first byte that is not white
/// space decides: a stream never begins with `{`, `[` or `<`. Where it does not tell, the content type does;
/// with none, it is a stream. Every error carries the status, the request id and the Retry-After of the head.
/// Nothing comes after the end mark.
class AnswerReader
{
public:
    AnswerReader(const Dialect &dialect, AnswerHead head);

    [[nodiscard]] QList<Delta> feed(QByteArrayView bytes);
    /// The body is over. Gives what is left; an error answer or a plain answer comes whole from here.
    [[nodiscard]] QList<Delta> finish();

    /// How the answer stands: `Failed` once an error was seen; after `finish()`, `Complete` if the end mark
    /// or a finish reason was seen, and `Incomplete` otherwise; `Streaming` until then.
    [[nodiscard]] Reply::State state() const;

private:
    enum class Form { Unknown, Stream, Whole };

    [[nodiscard]] Form formOf(char firstByte) const;
    [[nodiscard]] QList<Delta> readStream(QByteArrayView bytes);
    [[nodiscard]] QList<Delta> readUnfinished();
    [[nodiscard]] QList<Delta> readWhole();
    void keep(QByteArrayView bytes);
    [[nodiscard]] QList<Delta> taken(QList<Delta> deltas);

    const Dialect *m_dialect;
    AnswerHead m_head;
    Form m_form = Form::Unknown;
    QByteArray m_body; ///< what was read before the form was known, or all of an answer that comes whole
    SseReader m_events;
    std::unique_ptr<StreamDecoder> m_decoder;
    bool m_tooLarge = false;
    bool m_failed = false;
    bool m_ended = false;
    bool m_finishReasonSeen = false;
    bool m_over = false;
};

} // namespace Parlance
