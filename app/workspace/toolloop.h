// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "gateways/lanetools.h"

#include <QObject>

#include <functional>

namespace Parlance {

class ChatSession;

/// The calls of a session's newest answer, which wait for results. Once each has one, gives them to the
/// session, which asks for the next answer.
///
/// A call begins with the result of its tool, if the lane's tools have one. With `LaneTools::answersItself`,
/// and such a result for every call, the loop goes on by itself. It always does so after an answer that the
/// server paused (B-10). Both together happen as often as the tools allow for one question.
class ToolLoop : public QObject
{
    Q_OBJECT

public:
    /// Follows this session, which must outlive it. `mayAsk` says whether it can be asked now.
    ToolLoop(ChatSession *session, std::function<bool()> mayAsk, QObject *parent = nullptr);

    /// Offers the results of these tools from now on.
    void setTools(const LaneTools &tools);

    /// A call that waits.
    struct Waiting
    {
        ToolCall call;
        ToolResult result = {}; ///< as given so far, or as its tool offers it
        bool isGiven = false;   ///< by hand
        bool isOffered = false; ///< by its tool
    };
    /// In the order of the answer; empty while none waits.
    [[nodiscard]] const QList<Waiting> &waiting() const { return m_waiting; }
    /// The answer whose calls wait; `Root` if none does.
    [[nodiscard]] Conversation::TurnId answer() const { return m_answer; }
    /// The newest answer, if the server paused it and it does not go on by itself; `Root` if not.
    [[nodiscard]] Conversation::TurnId paused() const { return m_paused; }
    /// True if the loop would go on by itself, but did so as often as it may.
    [[nodiscard]] bool isAtLimit() const { return m_isAtLimit; }
    [[nodiscard]] int mostRounds() const { return m_tools.mostRounds; }

    /// Lets the calls of this answer wait, with the results that they have. Does nothing while the session is
    /// busy or for an answer without whole calls.
    void open(Conversation::TurnId answer);
    /// Gives a call of those that wait its result. With the last one, the session goes on. Ignored while it
    /// is busy.
    void give(qsizetype call, const QString &text, bool isError);
    /// Goes on after the answer that is paused. Ignored without one.
    void resume();

Q_SIGNALS:
    /// What waits, a result of it, or what is paused changed.
    void changed();

private:
    void follow();
    void wait(Conversation::TurnId answer);
    void offer(Waiting &waiting) const;
    void goOnByItself();
    [[nodiscard]] bool goOn();
    [[nodiscard]] bool mayGoOnByItself() const;
    [[nodiscard]] bool isPausedAt(Conversation::TurnId answer) const;
    [[nodiscard]] int rounds() const;

    ChatSession *m_session;
    const std::function<bool()> m_mayAsk;
    LaneTools m_tools;
    QList<Waiting> m_waiting;
    Conversation::TurnId m_answer = Conversation::Root;
    Conversation::TurnId m_paused = Conversation::Root;
    bool m_isAtLimit = false;
};

} // namespace Parlance
