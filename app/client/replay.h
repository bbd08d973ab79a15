// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/replaytransfer.h"

namespace Parlance {

/// A capture to play in place of a call, and how it is played. What it plays follows each change at once.
class Replay : public QObject
{
    Q_OBJECT

public:
    /// `name` is the name of the capture's file; `now` is the clock.
    explicit Replay(Capture capture, const QString &name, ReplayTransfer::Now now = &Playback::Clock::now);

    [[nodiscard]] const Capture &capture() const { return *m_capture; }
    [[nodiscard]] const QString &name() const { return m_name; }

    /// The pace at which it plays unless it is paused.
    [[nodiscard]] Pace pace() const { return m_pace; }
    void setPace(Pace pace);
    /// True if events come only by `step()`.
    [[nodiscard]] bool isPaused() const { return actualPace() == Pace::EventByEvent; }
    void pause();
    /// Ends a pause. A replay event by event goes on at the recorded pace.
    void play();
    /// Pauses, and lets the next event arrive.
    void step();

    /// A transfer that plays the capture from its beginning. It must not have started when it moves to
    /// another thread.
    [[nodiscard]] ReplayTransfer *open();

Q_SIGNALS:
    /// The pace or the pause changed.
    void changed();
    void actualPaceChanged(Parlance::Pace pace, QPrivateSignal);
    void stepped(QPrivateSignal);

private:
    [[nodiscard]] Pace actualPace() const { return m_isPaused ? Pace::EventByEvent : m_pace; }
    void set(Pace pace, bool isPaused);

    std::shared_ptr<const Capture> m_capture;
    QString m_name;
    ReplayTransfer::Now m_now;
    Pace m_pace = Pace::Recorded;
    bool m_isPaused = false;
};

} // namespace Parlance
