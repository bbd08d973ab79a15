// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/answerreader.h"
#include "wire/contentdecoder.h"
#include "wire/recording.h"

namespace Parlance {

/// Builds one reply from what a connection brings; the only place where deltas become a reply. Decompresses
/// the body. Cuts a delta that restates a choice to what it adds. Uses no clock and no network, so a
/// recording always gives the same reply, at any split.
///
/// An answer has bounds, as a server may go on for ever: 64 MiB for a line or a plain answer, 16 Mi letters
/// in all, 1,024 tool calls of a choice, 256 MiB of body. What came before is kept.
class ReplyAssembler
{
public:
    /// Fills `reply`, which must be new and outlive the assembler. Its error shows none of `keys`, those of
    /// the request.
    ReplyAssembler(const Dialect &dialect, Reply &reply, QList<Secret> keys = {});

    /// Reads the status line and the headers. A Retry-After date counts from `now`.
    void readHead(const Recording::Head &head, const QDateTime &now);
    /// Reads a piece of the body. Returns the new deltas; none without a head.
    [[nodiscard]] QList<Delta> read(QByteArrayView bytes, Timing::Duration at);
    /// Returns the last deltas when no more bytes will come. If the connection broke, what cannot be read is
    /// no error; one that the server told is.
    [[nodiscard]] QList<Delta> readRest(bool broken);
    /// Sets the final state: complete by the dialect's rules, incomplete, or failed. Uses the connection's
    /// error if the answer has none.
    void finish(const std::optional<ChatError> &failure, Timing::Duration at);
    /// Ends the reply as complete although the body goes on: nothing followed its finish reasons. What
    /// follows all the same still adds to it.
    void complete(Timing::Duration at);
    /// Ends the reply as stopped by the user; `at` is empty if nothing was sent.
    void stop(std::optional<Timing::Duration> at);

    /// True once the body is known to be a stream.
    [[nodiscard]] bool isStream() const { return m_reader && m_reader->isStream(); }
    /// True once the body is known to be no stream, or cannot be read.
    [[nodiscard]] bool isWhole() const { return !m_reader || m_reader->isWhole(); }
    /// True if a body that is read as a whole may be over, although its connection is open.
    [[nodiscard]] bool maybeOver() const { return m_reader && m_reader->maybeOver(); }
    /// True once the dialect's end mark was read; later bytes do not count.
    [[nodiscard]] bool sawEnd() const { return m_sawEnd; }
    /// True once every choice of the reply has its finish reason, or the reply has an error. Finish reasons
    /// before any content do not count, nor any of a server that sends one with each piece.
    [[nodiscard]] bool sawFinish() const;
    /// Why nothing more is read although more may come: the answer is beyond its bounds, or cannot be
    /// decompressed. What was read before is kept.
    [[nodiscard]] const std::optional<ChatError> &problem() const { return m_problem; }

private:
    [[nodiscard]] QList<Delta> decompress(QByteArrayView bytes);
    QList<Delta> taken(QList<Delta> deltas);
    void note(const Delta &delta);
    void checkBounds();
    void fail(const ChatError &problem);
    void end(Reply::State state, std::optional<Timing::Duration> at);

    const Dialect &m_dialect;
    Reply &m_reply;
    QList<Secret> m_keys;
    std::optional<ContentDecoder> m_body; ///< from the head on
    std::optional<AnswerReader> m_reader; ///< likewise
    int m_status = 0;
    std::optional<ChatError> m_problem;
    qint64 m_bytes = 0;        ///< of the body, decompressed
    qint64 m_letters = 0;      ///< of text, reasoning, refusal and arguments
    int m_calls = 0;           ///< the most of one choice
    Timing::Duration m_now{0}; ///< the arrival time of the bytes being read
    bool m_sawEnd = false;
    bool m_hasPieces = false;    ///< something came that was no restatement
    bool m_finishesEach = false; ///< a choice has finish reasons with several pieces
};

/// The reply that this dialect reads from a recording. It is still streaming if the recording has no end yet.
/// A Retry-After date counts from `now`.
[[nodiscard]] Reply decoded(const Recording &recording, const Dialect &dialect, const QDateTime &now);

} // namespace Parlance
