// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/clock.h"
#include "client/transfer.h"

#include <QTimer>

namespace Parlance {

/// How long an exchange or an HTTP exchange may be silent before something is said or done. A test sets short
/// times for all exchanges of a client with `ChatClient::setSilenceLimits(SilenceLimits::all(200ms))`.
struct SilenceLimits
{
    using Time = std::chrono::milliseconds;

    Time connection{20'000}; ///< for connecting and securing the connection; then the exchange fails
    Time firstEvent{30'000}; ///< of a streamed answer, until the silence is said
    Time nextEvent{10'000};  ///< between two pieces of a streamed answer, until the silence is said
    Time whole{60'000};      ///< of an answer that comes all at once, until the silence is said
    Time completion{2'000};  ///< after the finish reason, until the answer counts as complete
    Time usage{30'000};      ///< after the finish reason, until the connection closes without the usage
    Time probe{10'000};      ///< of what may be no server at all, until it counts as none

    /// The same time for all.
    [[nodiscard]] static SilenceLimits all(Time time);
};

/// A silence that lasts.
struct Silence
{
    std::chrono::milliseconds time{0}; ///< since when; zero when it has ended
    bool isAlive = false;              ///< the server keeps the connection alive, but no answer comes
};

/// Watches for silence in one exchange. It is told what happens and says what does not. It asks nothing and
/// ends nothing by itself.
///
/// Any byte is life, also a comment or a ping of the stream; only what the dialect reads is an answer.
class SilenceWatch : public QObject
{
    Q_OBJECT

public:
    enum class Form { Stream, Whole };

    /// The request went to the network now. `clock` must outlive the watch.
    SilenceWatch(const Clock &clock, const SilenceLimits &limits, Form form, QObject *parent = nullptr);

    /// The connection may stand now, a part of the request may be sent, and bytes may have come. A request
    /// that is being sent is no silence: nobody can answer it yet.
    void note(const Arrivals &arrivals);
    /// A part of the answer came.
    void noteAnswer();
    /// The answer has its finish reason, and comes to its end unless more follows.
    void noteFinish();
    /// The finish reason was none: the answer goes on.
    void noteMore();
    /// Nothing is waited for any more.
    void stop();
    /// True until the connection stands, and is secured.
    [[nodiscard]] bool isConnecting() const { return m_phase == Phase::Connecting; }
    /// Says what is due. A timer calls this.
    void look();

Q_SIGNALS:
    /// Nothing has come for this time. Once a second while it lasts, and with zero when it has ended.
    void silent(const Parlance::Silence &silence);
    /// The connection does not stand in time. A handler that knows better calls `note()`.
    void notConnected();
    /// The answer has its finish reason, and nothing has followed. A handler that knows better calls
    /// `noteAnswer()`.
    void complete();
    /// The usage did not follow, either.
    void usageOverdue();

private:
    enum class Phase { Connecting, Waiting, Answering, Finished, Complete, Over };

    void lookAtSilence();
    void endSilence();
    void wait(Clock::TimePoint until);
    [[nodiscard]] std::chrono::milliseconds patience() const;

    const Clock &m_clock;
    const SilenceLimits m_limits;
    const Form m_form;
    Phase m_phase = Phase::Connecting;
    Clock::TimePoint m_begin;
    Clock::TimePoint m_life;       ///< when the last byte came
    Clock::TimePoint m_answer;     ///< when the last part of the answer came
    std::optional<Silence> m_said; ///< the silence that lasts
    QTimer m_timer;
};

} // namespace Parlance
