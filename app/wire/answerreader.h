// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"
#include "wire/answerhead.h"
#include "wire/dialect.h"
#include "wire/erroranswer.h"
#include "wire/ssereader.h"

#include <QSet>

namespace Parlance {

/// Reads the body of one answer of any form: a stream, a plain answer to a stream request, an error as JSON
/// or as a proxy's HTML page. Takes bytes, returns deltas; any split gives the same deltas.
///
/// A status of 400 and above is an error whatever the body is. Otherwise the first byte that is not white
/// space decides: a stream never begins with `{`, `[` or `<`. If that does not decide, the content type does;
/// without one, the body is a stream. Every error carries the status, the request id and the Retry-After of
/// the head. Nothing follows the end mark.
class AnswerReader
{
public:
    AnswerReader(const Dialect &dialect, AnswerHead head);

    [[nodiscard]] QList<Delta> feed(QByteArrayView bytes);
    /// Ends the body and returns the remaining deltas; an error or a plain answer is returned here as a
    /// whole.
    [[nodiscard]] QList<Delta> finish();

    /// `Failed` once an error was read. After `finish()`, `Complete` if the end mark or the finish reason
    /// of each choice was read, and `Incomplete` otherwise. `Streaming` until then.
    [[nodiscard]] Reply::State state() const;
    /// True once the body is known to be a stream.
    [[nodiscard]] bool isStream() const { return m_form == Form::Stream; }

private:
    enum class Form { Unknown, Stream, Whole };

    [[nodiscard]] bool areAllFinished() const;
    [[nodiscard]] Form formOf(char firstByte) const;
    [[nodiscard]] QList<Delta> readStream(QByteArrayView bytes);
    [[nodiscard]] QList<Delta> readUnfinished();
    [[nodiscard]] QList<Delta> readWhole();
    void keep(QByteArrayView bytes);
    [[nodiscard]] QList<Delta> taken(QList<Delta> deltas);

    const Dialect *m_dialect;
    AnswerHead m_head;
    Form m_form = Form::Unknown;
    QByteArray m_body; ///< what was read before the form is known, or all of an answer that is not a stream
    SseReader m_events;
    std::unique_ptr<StreamDecoder> m_decoder;
    bool m_tooLarge = false;
    bool m_failed = false;
    bool m_ended = false;
    QSet<int> m_begun;    ///< the choices with content
    QSet<int> m_finished; ///< the choices with a finish reason
    bool m_over = false;
};

} // namespace Parlance
