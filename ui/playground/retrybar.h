// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Parlance {

class ChatSession;
class Clock;
class RetryWait;
struct Call;

/// Says in a lane after a rate limit or an overload when to send again, counting down, and offers to do that
/// by itself. Hidden otherwise.
class RetryBar : public QFrame
{
    Q_OBJECT

public:
    /// Both must outlive it.
    RetryBar(ChatSession *session, const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] RetryWait *retry() const { return m_wait; }

Q_SIGNALS:
    /// The user wanted the last answer to be requested again, and the wait is over.
    void againRequested();

private:
    void begin(Conversation::TurnId answer);
    void sendAgain();
    void toggle();
    void showState();
    [[nodiscard]] QString words() const;
    [[nodiscard]] QString offer() const;

    ChatSession *m_session;
    RetryWait *m_wait;
    QLabel *m_text;
    QPushButton *m_toggle;
};

} // namespace Parlance
