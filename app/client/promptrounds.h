// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"

#include <QObject>
#include <QSet>

namespace Parlance {

class ChatSession;

/// Sends a prompt to several sessions, and returns it once if none of them answers.
///
/// The sessions that one prompt was sent to form a round. A question stays in its round, also when its answer
/// is regenerated, until its session is cleared or deleted. A question that was sent in another way belongs
/// to no round.
class PromptRounds : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Follows this session until it is deleted.
    void add(ChatSession *session);
    /// Sends the prompt to these sessions, in order. All must have been added, and none may be busy. A
    /// session for which the prompt is blank, with its variables filled in, is left out.
    void ask(const QList<ChatSession *> &sessions, const Message &prompt);

Q_SIGNALS:
    /// A session returned the prompt (see `ChatSession::promptReturned()`), and no other session of its round
    /// has an answer or may still get one. Always emitted for a question outside any round, and for a prompt
    /// that no session took.
    void promptReturned(const Parlance::Message &prompt);
    /// The last busy session became free. Not emitted while sessions of a round are still to be asked.
    void finished();

private:
    /// A question of a session; before it is sent, with the id that it will get.
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
    void leaveOut(const Asked &unasked);
    void giveBack(const ChatSession *session, const Message &prompt);

    QList<Round> m_rounds;
    QSet<const ChatSession *> m_busy;
};

} // namespace Parlance
