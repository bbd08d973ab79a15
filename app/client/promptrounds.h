// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"

#include <QObject>
#include <QSet>

namespace Parlance {

class ChatSession;

/// Asks sessions together, and gives a prompt back once, when none of them answered it.
///
/// The sessions that one prompt went to are a round. A question stays in its round, also when its answer is
/// asked for again, until its session is cleared or deleted; a question that was asked in another way is in
/// none.
class PromptRounds : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Follows this session until it is deleted.
    void add(ChatSession *session);
    /// Sends the prompt to these sessions, one after the other. All of them were added, and none is busy.
    void ask(const QList<ChatSession *> &sessions, const QString &prompt);

Q_SIGNALS:
    /// A session gave the prompt back (see `ChatSession::promptReturned()`), and no other session of its
    /// round has an answer to it or may still get one. Always comes for a question that is in no round.
    void promptReturned(const QString &prompt);
    /// Sessions were busy, and none is any more. Does not come while some of a round are still to be asked.
    void finished();

private:
    /// A question of a session; one that is still to be asked has the place that it will get.
    struct Asked
    {
        const ChatSession *session;
        Conversation::TurnId question;

        bool operator==(const Asked &) const = default;
        [[nodiscard]] bool isDue() const;
        [[nodiscard]] bool mayBeAnswered() const;
    };
    using Round = QList<Asked>;

    void follow(const ChatSession *session);
    void end(const ChatSession *session);
    void forget(const ChatSession *session);
    void giveBack(const ChatSession *session, const QString &prompt);

    QList<Round> m_rounds;
    QSet<const ChatSession *> m_busy;
};

} // namespace Parlance
