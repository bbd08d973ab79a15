// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/conversation.h"
#include "client/exchange.h"

#include <QObject>

namespace Parlance {

class ChatClient;

/// The brain of a lane: a conversation, where it is sent, and at most one exchange at a time. Works without a widget.
///
/// For each reply that begins, `turnAdded()` names it, `deltasArrived()` may follow, and `replyFinished()` comes exactly
/// once. The conversation is up to date before each signal.
class ChatSession : public QObject
{
    Q_OBJECT

public:
    explicit ChatSession(ChatClient *client, QObject *parent = nullptr);

    /// Where the next request goes.
    void setTarget(const Target &target);
    /// What the next request carries besides the messages: model, system prompt, parameters. `messages` is ignored.
    void setParameters(const ChatRequest &parameters);
    [[nodiscard]] const ChatRequest &parameters() const;

    [[nodiscard]] const Conversation &conversation() const;
    [[nodiscard]] bool isBusy() const;

    /// Adds the question and asks for its answer. Where the last question failed without an answer, this one stands
    /// beside it, not after it. False, and nothing happens, while busy or for a blank text.
    bool send(const QString &text);
    /// Stops the running exchange and keeps what has arrived.
    void stop();
    /// Asks again for the answer to the last question; the old answer stays as a version. False while busy or with
    /// nothing asked.
    bool regenerate();
    /// Asks another question in the place of `question`; the old one stays as a version with all that followed it.
    bool editAndResend(Conversation::TurnId question, const QString &text);
    /// Shows another version of a turn. Ignored while busy.
    void showVersion(Conversation::TurnId version);
    /// Stops, and forgets the conversation.
    void clear();

Q_SIGNALS:
    /// A turn came to the end of the current path.
    void turnAdded(Parlance::Conversation::TurnId id);
    /// The current path is another one, from its beginning or from somewhere within.
    void pathChanged();
    void deltasArrived(Parlance::Conversation::TurnId id, const QList<Parlance::Delta> &deltas);
    void replyFinished(Parlance::Conversation::TurnId id);
    /// The question brought no answer at all; its text belongs back in the editor.
    void promptReturned(const QString &text);
};

} // namespace Parlance
