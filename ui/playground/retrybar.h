// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace Parlance {

class Clock;
class RetryWait;

/// Says after a rate limit or an overload when to send again, counting down, and offers to do that by itself.
/// Hidden otherwise.
class RetryBar : public QFrame
{
    Q_OBJECT

public:
    /// `isBusy` says whether what `againRequested()` asked for was sent. The clock must outlive the bar.
    RetryBar(const Clock &clock, std::function<bool()> isBusy, QWidget *parent = nullptr);

    [[nodiscard]] RetryWait *retry() const { return m_wait; }

Q_SIGNALS:
    /// The user wanted the same to be sent again, and the wait is over.
    void againRequested();

private:
    void sendAgain();
    void toggle();
    void showState();
    [[nodiscard]] QString words() const;
    [[nodiscard]] QString offer() const;

    const std::function<bool()> m_isBusy;
    RetryWait *m_wait;
    QLabel *m_text;
    QPushButton *m_toggle;
};

} // namespace Parlance
