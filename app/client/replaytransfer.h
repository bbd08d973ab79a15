// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/exacttimer.h"
#include "client/playback.h"
#include "wire/capture.h"

#include <functional>

namespace Parlance {

/// The answer of a capture, which arrives again. Uses no network. Ends as the captured answer ended.
class ReplayTransfer : public Transfer
{
    Q_OBJECT

public:
    using Now = std::function<Playback::Clock::time_point()>;

    /// `now` is the clock of the replay.
    ReplayTransfer(std::shared_ptr<const Capture> capture, Pace pace, Now now);

    /// Begins to play. Call this and the following in the thread of the transfer.
    void start();
    /// Goes on at this pace.
    void setPace(Parlance::Pace pace);
    /// Lets the next event arrive now.
    void step();
    /// Lets arrive what is due. A timer calls this.
    void advance();

    /// How much time of the recording has passed.
    [[nodiscard]] Timing::Duration elapsed() const override;
    void closeSoon() override;

private:
    void hand(void (Playback::*what)(Playback::Clock::time_point, Arrivals &));

    const std::shared_ptr<const Capture> m_capture;
    const Now m_now;
    Pace m_pace;
    Playback m_playback; ///< guarded by the mutex
    ExactTimer m_wake;
    bool m_isOver = true;
};

} // namespace Parlance
