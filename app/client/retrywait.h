// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/clock.h"
#include "client/retrypolicy.h"

#include <QPointer>
#include <QTimer>

namespace Parlance {

/// The wait of one session after a failure that time may cure. Counts down, and asks to send again if the
/// user wants that: once where the server told the time, and up to three times where it did not.
class RetryWait : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the wait.
    explicit RetryWait(const Clock &clock, QObject *parent = nullptr);

    /// A reply has failed. Begins the wait that its error advises, if any. `question` identifies what was
    /// asked: retries are counted from zero for each question, and again whenever the user sends it.
    void begin(const Reply &reply, qint64 question);
    /// Ends the wait: something is sent, or the failure is not shown any more.
    void end();
    /// Sends again when the wait is over. A long wait is cut to `RetryAdvice::LongestWait`; it and a wait
    /// that the server did not tell begin now.
    void arm();
    /// Only counts down. Ends a series of retries.
    void disarm();

    [[nodiscard]] const RetryAdvice &advice() const { return m_advice; }
    [[nodiscard]] bool isArmed() const { return m_isArmed; }
    /// The time left; zero when the wait is over.
    [[nodiscard]] std::chrono::milliseconds left() const;
    /// How often this question was sent again.
    [[nodiscard]] int retries() const { return m_retries; }
    /// Shows what is due. A timer calls this.
    void look();

Q_SIGNALS:
    /// The advice, the time left or `isArmed()` changed. Once a second while it counts, and once a minute
    /// while more than an hour is left.
    void changed();
    /// The wait is over, and the request is to be sent again.
    void due();

private:
    void setTime(std::chrono::milliseconds time);
    [[nodiscard]] bool counts() const;

    const Clock &m_clock;
    RetryAdvice m_advice;
    Clock::TimePoint m_end;
    qint64 m_question = -1;
    int m_retries = 0;
    bool m_isArmed = false;
    QTimer m_tick;
};

} // namespace Parlance
