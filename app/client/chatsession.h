// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/delta.h"
#include "client/conversation.h"
#include "wire/historycheck.h"

#include <QObject>
#include <QPointer>
#include <functional>

namespace Parlance {

class ChatClient;
class Exchange;

/// A turn that a request would be refused for.
struct RefusedTurn
{
    Conversation::TurnId turn = Conversation::Root;
    HistoryProblem::Kind why = HistoryProblem::Kind::CallWithoutResult;
    QString tool = {}; ///< the name of the tool whose result is missing
};

/// The brain of a lane: a conversation, where it is sent, and at most one exchange at a time. Works without a
/// widget.
///
/// For each reply that begins, `turnAdded()` names it, `deltasArrived()` may follow, and `replyFinished()`
/// comes exactly once. The conversation is up to date before each signal, and the session is free again when
/// a reply has finished. A handler may call the session or delete it.
class ChatSession : public QObject
{
    Q_OBJECT

public:
    explicit ChatSession(ChatClient *client, QObject *parent = nullptr);

    /// Where the next request goes. If its target says that none may be sent, none is: the reply fails with
    /// that error, and the prompt is returned.
    void setTarget(const Target &target);
    /// What the next request carries besides the messages: model, system prompt, parameters. `messages` is
    /// ignored.
    void setParameters(const ChatRequest &parameters);
    [[nodiscard]] const ChatRequest &parameters() const { return m_parameters; }

    /// From now on only as many of the newest messages are sent as fit into so many bytes of UTF-8 (RF-23);
    /// the question itself always is. Ends with `clear()`.
    void setHistoryLimit(qint64 bytes);

    [[nodiscard]] const Conversation &conversation() const { return m_conversation; }
    /// The messages that the next question follows: what would be sent before it.
    [[nodiscard]] QList<Message> history() const;
    /// The first turn that the target's dialect refuses in what the next question follows; nothing if it
    /// takes all of it.
    [[nodiscard]] std::optional<RefusedTurn> refusedBeforeNext() const;
    /// The same in what a question follows, or the question of an answer.
    [[nodiscard]] std::optional<RefusedTurn> refusedBefore(Conversation::TurnId turn) const;
    [[nodiscard]] bool isBusy() const { return m_busy; }

    /// Adds the question and asks for its answer. Where the last question failed or was stopped without an
    /// answer, this one stands beside it, not after it; where only its newest version did, after the version
    /// before. False, and nothing happens, while busy or for a blank text.
    bool send(const QString &text);
    /// Stops the running exchange and keeps what has arrived.
    void stop();
    /// Asks again for the answer to the last question; the old answer stays as a version, whatever comes of
    /// the new one. False while busy or with nothing asked.
    bool regenerate();
    /// The same for the question of that answer; what followed it stays on a path of its own.
    bool regenerate(Conversation::TurnId answer);
    /// Asks another question in the place of `question`; the old one stays as a version with all that
    /// followed it. False, and nothing happens, while busy, for a blank text, or for a turn that is no
    /// question.
    bool editAndResend(Conversation::TurnId question, const QString &text);
    /// Shows another version of a turn, with what followed it last. Ignored while busy and for a turn there
    /// is not.
    void showVersion(Conversation::TurnId version);
    /// Removes one turn of the current path, which goes on without it (see `Conversation::remove()`). False,
    /// and nothing happens, while busy and for a turn that is not shown.
    bool remove(Conversation::TurnId id);
    /// Removes a turn with all that follows it, in the same way.
    bool removeFrom(Conversation::TurnId id);
    /// True while something was removed since the last question: a new one makes it final, and so do
    /// `clear()` and `adopt()`.
    [[nodiscard]] bool canUndo() const { return !m_beforeRemovals.empty(); }
    /// Brings back what was removed last, with all that was said in it and the path as it was. False, and
    /// nothing happens, if there is nothing.
    bool undoRemoval();
    /// Goes on with a copy of a conversation that has no streaming reply. False, and nothing happens, while
    /// busy.
    bool adopt(const Conversation &conversation);
    /// Stops, and forgets the conversation. No prompt is returned. Busy until the `pathChanged()` that ends
    /// it.
    void clear();

Q_SIGNALS:
    /// A turn came to the end of the current path.
    void turnAdded(Parlance::Conversation::TurnId id);
    /// The current path is another one, from its beginning or from somewhere within. Turns that are then
    /// asked or answered below it come with `turnAdded()`.
    void pathChanged();
    /// The question goes in so long, for the gateway's rate limit; 0 when it goes after it has waited.
    void waiting(std::chrono::milliseconds time);
    void deltasArrived(Parlance::Conversation::TurnId id, const QList<Parlance::Delta> &deltas);
    void replyFinished(Parlance::Conversation::TurnId id);
    /// The question brought no answer at all, because it failed or was stopped before the first token of an
    /// answer; its text belongs back in the editor. Comes after `replyFinished()`.
    void promptReturned(const QString &text);

private:
    /// Tells whether what began now still goes on: a handler may have stopped it or deleted the session.
    [[nodiscard]] std::function<bool()> watch();
    void ask(Conversation::TurnId parent, const QString &text);
    bool askAgain(Conversation::TurnId question);
    bool removeWith(void (Conversation::*way)(Conversation::TurnId), Conversation::TurnId id);
    void answer(Conversation::TurnId question);
    void start();
    void rewind(Conversation::TurnId end);
    void stopUnasked();
    void finish();
    void endReply();

    [[nodiscard]] std::optional<RefusedTurn> refusedUpTo(Conversation::TurnId end) const;
    [[nodiscard]] Conversation::TurnId parentOfNext() const;
    [[nodiscard]] Conversation::TurnId lastQuestion() const;
    [[nodiscard]] Conversation::TurnId questionOf(Conversation::TurnId turn) const;
    [[nodiscard]] bool isQuestion(Conversation::TurnId id) const;
    [[nodiscard]] bool isThere(Conversation::TurnId id) const;
    [[nodiscard]] bool mayRemove(Conversation::TurnId id) const;

    ChatClient *m_client;
    Target m_target;
    ChatRequest m_parameters;
    std::optional<qint64> m_historyLimit;
    Conversation m_conversation;
    std::vector<Conversation> m_beforeRemovals; ///< as it was before each, the latest last
    QPointer<Exchange>
        m_exchange; ///< the newest; kept when it is over, so that its connection can end in peace
    std::shared_ptr<Call> m_call;                         ///< what is being asked; null while free
    Conversation::TurnId m_replying = Conversation::Root; ///< the turn that it answers
    int m_round = 0;                                      ///< counts what was begun or ended
    bool m_busy = false;
};

} // namespace Parlance
