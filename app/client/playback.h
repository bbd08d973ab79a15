// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/transfer.h"

namespace Parlance {

/// How fast a recording is played.
enum class Pace {
    Recorded,
    Double,
    Quadruple,
    Octuple,
    AtOnce,
    EventByEvent ///< nothing comes by itself
};

/// Decides which part of a recording arrives when it is played. Has no clock: the caller passes the time.
///
/// Everything arrives with the time that was recorded, at any pace. So what arrives adds up to the recording,
/// and the metrics of a replay are those of the captured answer.
class Playback
{
public:
    using Clock = std::chrono::steady_clock;

    /// Plays `recording`, which must have an end and outlive this. Begins when `setPace()` is first called.
    explicit Playback(const Recording &recording);

    /// Goes on at this pace from now on.
    void setPace(Pace pace, Clock::time_point now);

    /// Appends to `arrivals` what is due and did not arrive before.
    void play(Clock::time_point now, Arrivals &arrivals);
    /// Appends the next event of a stream, up to its blank line, or a whole plain body. The head comes with
    /// the first event, the end with the last.
    void step(Clock::time_point now, Arrivals &arrivals);
    /// The time until something is due; empty if nothing comes by itself any more.
    [[nodiscard]] std::optional<Clock::duration> wait(Clock::time_point now) const;
    /// How much time of the recording has passed.
    [[nodiscard]] Timing::Duration position(Clock::time_point now) const;

private:
    [[nodiscard]] std::optional<Timing::Duration> nextAt() const;
    void giveStages(Timing::Duration until, Arrivals &arrivals) const;
    void giveHead(Arrivals &arrivals);
    void givePiece(qsizetype length, Arrivals &arrivals);
    void giveEnd(Arrivals &arrivals);
    [[nodiscard]] bool isStream() const;

    const Recording &m_recording;
    Recording::Reader m_pieces;
    std::optional<Recording::Piece> m_next; ///< the next piece, or what is left of it
    bool m_headGiven = false;
    bool m_endGiven = false;
    Pace m_pace = Pace::EventByEvent;
    Timing::Duration m_position{0}; ///< at `m_since`
    Clock::time_point m_since;
};

} // namespace Parlance
