// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/answerreader.h"
#include "wire/recording.h"

namespace Parlance {

/// Builds one reply from what a connection brings; the only place where deltas become a reply. Uses no clock
/// and no network, so a recording always gives the same reply, at any split. A delta that restates a choice
/// is cut to what it adds.
class ReplyAssembler
{
public:
    /// Fills `reply`, which must be new and outlive the assembler.
    ReplyAssembler(const Dialect &dialect, Reply &reply);

    /// Reads the status line and the headers. A Retry-After date counts from `now`.
    void readHead(const Recording::Head &head, const QDateTime &now);
    /// Reads a piece of the body. Returns the new deltas; none without a head.
    [[nodiscard]] QList<Delta> read(QByteArrayView bytes, Timing::Duration at);
    /// Returns the last deltas when no more bytes will come. If the connection broke, what cannot be read is no
    /// error; one that the server told is.
    [[nodiscard]] QList<Delta> readRest(bool broken);
    /// Sets the final state: complete by the dialect's rules, incomplete, or failed. Uses the connection's
    /// error if the answer has none.
    void finish(const std::optional<ChatError> &failure, Timing::Duration at);
    /// Ends the reply as stopped by the user; `at` is empty if nothing was sent.
    void stop(std::optional<Timing::Duration> at);

    /// True once the body is known to be a stream.
    [[nodiscard]] bool isStream() const { return m_reader && m_reader->isStream(); }
    /// True once the body is known to be no stream, or cannot be read.
    [[nodiscard]] bool isWhole() const { return !m_reader || m_reader->isWhole(); }
    /// True once the dialect's end mark was read; later bytes do not count.
    [[nodiscard]] bool sawEnd() const { return m_sawEnd; }

private:
    QList<Delta> taken(QList<Delta> deltas);
    void note(const Delta &delta);
    void end(Reply::State state, std::optional<Timing::Duration> at);

    const Dialect &m_dialect;
    Reply &m_reply;
    std::optional<AnswerReader> m_reader; ///< from the head on
    Timing::Duration m_now{0};            ///< the arrival time of the bytes being read
    bool m_sawEnd = false;
    bool m_hasPieces = false; ///< something came that was no restatement
};

/// The reply that this dialect reads from a recording. It is still streaming if the recording has no end yet.
/// A Retry-After date counts from `now`.
[[nodiscard]] Reply decoded(const Recording &recording, const Dialect &dialect, const QDateTime &now);

} // namespace Parlance
