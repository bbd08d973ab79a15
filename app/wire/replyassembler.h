// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/answerreader.h"
#include "wire/recording.h"

namespace Parlance {

/// Puts one reply together from what a connection brings: the only place where deltas become a reply. It has
/// no clock and no network, so a recording gives the same reply again, at any split.
class ReplyAssembler
{
public:
    /// Fills `reply`, which is new and lives longer.
    ReplyAssembler(const Dialect &dialect, Reply &reply);

    /// The status line and the headers. `now` is what a Retry-After date counts from.
    void readHead(const Recording::Head &head, const QDateTime &now);
    /// A piece of the body, after the head. Returns what it adds to the reply.
    [[nodiscard]] QList<Delta> read(QByteArrayView bytes, Timing::Duration at);
    /// The last deltas, when no more will come. If the connection broke, an event that was cut is not
    /// complained of.
    [[nodiscard]] QList<Delta> readRest(bool broken);
    /// Decides how the reply ended: whole by its dialect's rules, cut, or failed, with the reason of the
    /// connection where the answer itself gives none.
    void finish(const std::optional<ChatError> &failure, Timing::Duration at);
    /// The user stopped it; without a time, before anything was sent.
    void stop(std::optional<Timing::Duration> at);

    /// True once the dialect's end mark was read; what follows it does not count.
    [[nodiscard]] bool sawEnd() const { return m_sawEnd; }

private:
    QList<Delta> taken(QList<Delta> deltas);
    void note(const Delta &delta);
    void end(Reply::State state, std::optional<Timing::Duration> at);

    const Dialect &m_dialect;
    Reply &m_reply;
    std::optional<AnswerReader> m_reader; ///< from the head on
    Timing::Duration m_now{0};            ///< when that arrived which is being read
    bool m_sawEnd = false;
};

/// The reply that a recording gives when this dialect reads it. One that has no end yet is still streaming.
/// `now` is what a Retry-After date counts from.
[[nodiscard]] Reply decoded(const Recording &recording, const Dialect &dialect, const QDateTime &now);

} // namespace Parlance
