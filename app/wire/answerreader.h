// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"
#include "chat/secret.h"
#include "wire/answerhead.h"
#include "wire/dialect.h"
#include "wire/erroranswer.h"
#include "wire/jsonnesting.h"
#include "wire/ssereader.h"

#include <QSet>

namespace Parlance {

/// Reads the body of one answer of any form: a stream, a plain answer to a stream request, an error as JSON
/// or as a proxy's HTML page. Takes bytes, returns deltas; any split gives the same deltas.
///
/// A status of 300 and above is an error whatever the body is. Otherwise the first line that is neither blank
/// nor a comment decides, whatever the content type says: with a field of an event the body is a stream. Any
/// JSON object behind which more follows is one of several, each on its lines, and read as they come. Any
/// other body is read as a whole when it is over: as one JSON answer, or its words become an error. A body
/// without an event and without words is an error, too. Every error carries the status, the request id and
/// the Retry-After of the head. No error and no finish reason shows a key that was sent. Nothing follows the
/// end mark.
class AnswerReader
{
public:
    /// `keys` are those of the request.
    AnswerReader(const Dialect &dialect, AnswerHead head, QList<Secret> keys = {});

    [[nodiscard]] QList<Delta> feed(QByteArrayView bytes);
    /// Ends the body and returns the remaining deltas; an error or a plain answer is returned here as a
    /// whole.
    [[nodiscard]] QList<Delta> finish();

    /// `Failed` once an error was read. After `finish()`, `Complete` if the end mark or the finish reason
    /// of each choice was read, and `Incomplete` otherwise. `Streaming` until then.
    [[nodiscard]] Reply::State state() const;
    /// True once a line, or an answer that is not a stream, exceeds its bound: nothing more is read.
    [[nodiscard]] bool isTooLarge() const { return m_tooLarge || m_events.overflowed(); }
    [[nodiscard]] static ChatError tooLarge();
    /// True once the body is known to be a stream.
    [[nodiscard]] bool isStream() const { return m_form == Form::Stream; }
    /// True once the body is known to be no stream of events.
    [[nodiscard]] bool isWhole() const { return m_form == Form::Whole || m_form == Form::Lines; }
    /// True if a body that is read as a whole may be over: the words of an error, or an answer with its
    /// finish reason, its figures or its error.
    [[nodiscard]] bool maybeOver() const;

private:
    enum class Form { Unknown, Stream, Lines, Whole };

    [[nodiscard]] bool areAllFinished() const;
    [[nodiscard]] Form formSoFar();
    void skipComments();
    void forgetComments();
    [[nodiscard]] QList<Delta> readStream(QByteArrayView bytes);
    [[nodiscard]] QList<Delta> readUnfinished();
    [[nodiscard]] QList<Delta> readWhole();
    [[nodiscard]] QList<Delta> readFrames(QByteArrayView body);
    [[nodiscard]] bool isFollowed();
    [[nodiscard]] QList<Delta> beginLines();
    [[nodiscard]] QList<Delta> readLines();
    [[nodiscard]] QList<Delta> finishLines();
    [[nodiscard]] QList<Delta> takeLines(QByteArrayView &rest);
    void keep(QByteArrayView bytes);
    [[nodiscard]] QList<Delta> taken(QList<Delta> deltas);

    const Dialect *m_dialect;
    AnswerHead m_head;
    QList<Secret> m_keys;
    Form m_form = Form::Unknown;
    QByteArray m_body; ///< what was read before the form is known, or all of an answer that is not a stream
    qsizetype m_seen = 0; ///< how much of it is blank, or comments, or was read as lines
    JsonNesting m_nesting;
    qsizetype m_first = 0; ///< the end of the first JSON value in it; 0 before
    qsizetype m_searched = 0;
    bool m_inComment = false;
    SseReader m_events;
    bool m_hasEvents = false;
    std::unique_ptr<StreamDecoder> m_decoder;
    bool m_tooLarge = false;
    bool m_failed = false;
    bool m_ended = false;
    QSet<int> m_begun;    ///< the choices with content
    QSet<int> m_finished; ///< the choices with a finish reason
    bool m_over = false;
};

} // namespace Parlance
