// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/delta.h"
#include "client/conversation.h"
#include "client/refusedturns.h"
#include "client/silencewatch.h"

#include <QObject>
#include <QPointer>
#include <functional>

namespace Parlance {

class ChatClient;
class Exchange;

/// The conversation of a lane, its target, and at most one exchange at a time. Needs no widget.
///
/// For each reply, `turnAdded()` comes first, `deltasArrived()` may follow, and `replyFinished()` comes
/// exactly once. The conversation is up to date before each signal, and the session is free again when a
/// reply has finished. A handler may call the session or delete it.
class ChatSession : public QObject
{
    Q_OBJECT

public:
    explicit ChatSession(ChatClient *client, QObject *parent = nullptr);

    /// Sets the target of the next request. If the target has a problem, nothing is sent: the reply fails
    /// with that error, and the prompt is returned.
    void setTarget(const Target &target);
    /// Sets what the next request carries besides the messages: model, system prompt, parameters. Ignores
    /// `messages`. The variables are filled into the next prompts.
    void setParameters(const ChatRequest &parameters, const QList<Variable> &variables = {});
    [[nodiscard]] const ChatRequest &parameters() const { return m_parameters; }
    /// The limit that the next request counts for.
    [[nodiscard]] const RateLimit &limit() const { return m_target.limit; }

    /// Sends only the newest messages that fit into this many bytes of UTF-8 (RF-23); the question itself is
    /// always sent. Holds until `clear()`.
    void setHistoryLimit(qint64 bytes);

    [[nodiscard]] const Conversation &conversation() const { return m_conversation; }
    /// The messages that a request would send before the next question.
    [[nodiscard]] QList<Message> history() const;
    /// What the target's dialect would refuse; until the conversation or the session changes.
    [[nodiscard]] RefusedTurns refused() const;
    /// True if the target's dialect can send all these parts of a question.
    [[nodiscard]] bool takes(const QList<Part> &parts) const;
    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// How long the running exchange has taken, see `Exchange::elapsed()`; zero before it begins.
    [[nodiscard]] Timing::Duration elapsed() const;

    /// Adds the question and asks for its answer. A last question without an answer (failed or stopped)
    /// becomes its sibling; if only the newest version of the last answer failed, the question follows the
    /// newest version that is an answer. Returns false and does nothing while busy or for a blank prompt.
    bool send(const Message &prompt);
    bool send(const QString &text) { return send(Message::of(Role::User, text)); }
    /// Stops the running exchange and keeps what has arrived.
    void stop();
    /// Asks for the last answer again; the old answer stays as a version, whatever the result. Returns false
    /// while busy or without a question.
    bool regenerate();
    /// Does the same for what `answer` answers, a question, results of tools or a turn by hand; the turns
    /// after the old answer stay on its path.
    bool regenerate(Conversation::TurnId answer);
    /// Replaces `question` by another prompt and asks for its answer; the old question stays as a version
    /// with all turns after it. Returns false and does nothing while busy, for a blank prompt, or for a turn
    /// that is not a question.
    bool editAndResend(Conversation::TurnId question, const Message &prompt);
    bool editAndResend(Conversation::TurnId question, const QString &text)
    {
        return editAndResend(question, Message::of(Role::User, text));
    }
    /// Gives the results of all tools that `answer` calls and asks for the next answer. Other results than
    /// before become a version of those. Returns false and does nothing while busy, for a turn without whole
    /// calls, or if the results are not those of its calls.
    bool answerCalls(Conversation::TurnId answer, const QList<ToolResult> &results);
    /// Shows another version of a turn with its latest continuation. Does nothing while busy or for an
    /// unknown turn.
    void showVersion(Conversation::TurnId version);
    /// Removes one turn of the current path (see `Conversation::remove()`). Returns false and does nothing
    /// while busy or for a turn that is not shown.
    bool remove(Conversation::TurnId id);
    /// Removes a turn with all turns after it. Returns false and does nothing as `remove()` does.
    bool removeFrom(Conversation::TurnId id);
    using Change = std::function<bool(Conversation &)>;
    /// Changes the conversation, unless `make` returns false. Can be undone. Returns false and does nothing
    /// while busy.
    bool change(const Change &make);
    /// Ends the current path at this turn and asks for the answer that follows it. Returns false and does
    /// nothing while busy or for a turn that is not shown.
    bool answerAfter(Conversation::TurnId turn);
    /// Changes the current path so that the target's dialect takes this turn: results of calls are put in,
    /// anything else that it refuses is taken out. Can be undone. Returns false and does nothing while busy.
    bool repair(const RefusedTurn &refused);
    /// True if something was removed or changed since the last question. A new question, `clear()` and
    /// `adopt()` make removals final.
    [[nodiscard]] bool canUndo() const { return !m_beforeChanges.empty(); }
    /// Restores what was before the last removal or change, with the path of that time. Returns false and
    /// does nothing if there is nothing to restore.
    bool undoRemoval();
    /// What `clear()` forgets.
    struct State
    {
        Conversation conversation = {};
        std::vector<Conversation> beforeChanges = {};
        std::optional<qint64> historyLimit = {};
    };
    [[nodiscard]] State state() const;
    /// Goes back to a state of this session or of another one. Returns false and does nothing while busy.
    bool restore(const State &state);
    /// Continues with a copy of a conversation, which must have no streaming reply. Returns false and does
    /// nothing while busy.
    bool adopt(const Conversation &conversation);
    /// Stops and forgets the conversation. Returns no prompt. Stays busy until the final `pathChanged()`.
    void clear();

Q_SIGNALS:
    /// A turn was added at the end of the current path.
    void turnAdded(Parlance::Conversation::TurnId id);
    /// The current path changed, from its beginning or from some turn on. `turnAdded()` reports the turns
    /// that are then added at its end.
    void pathChanged();
    /// The gateway's rate limit delays the request by this time; 0 when it is sent after a delay.
    void waiting(std::chrono::milliseconds time);
    /// Nothing has come for this time, see `SilenceWatch::silent()`.
    void silent(const Parlance::Silence &silence);
    void deltasArrived(Parlance::Conversation::TurnId id, const QList<Parlance::Delta> &deltas);
    void replyFinished(Parlance::Conversation::TurnId id);
    /// The usage of a finished reply may have come late: also of one that the conversation holds no longer.
    void usageSettled(const std::shared_ptr<const Parlance::Call> &call);
    /// The question failed or was stopped before the first token of an answer; the prompt, as it was typed,
    /// belongs back in the editor. Comes after `replyFinished()`; not for a replay, whose question nobody
    /// wrote.
    void promptReturned(const Parlance::Message &prompt);

private:
    /// Returns a function that is true until a handler stops this round or deletes the session.
    [[nodiscard]] std::function<bool()> roundGuard();
    void ask(Conversation::TurnId parent, const Conversation::Turn &turn);
    bool askAgain(Conversation::TurnId question);
    void answer(Conversation::TurnId question);
    void start();
    void leaveExchange();
    void rewind(Conversation::TurnId end);
    void stopUnasked();
    void finish();
    void endReply();

    ChatClient *m_client;
    Target m_target;
    ChatRequest m_parameters;
    QList<Variable> m_variables;
    std::optional<qint64> m_historyLimit;
    Conversation m_conversation;
    std::vector<Conversation> m_beforeChanges; ///< the state before each removal or change, the latest last
    QPointer<Exchange>
        m_exchange; ///< the newest; kept after its end, so that its connection can close normally
    std::shared_ptr<Call> m_call;                         ///< the running call; null while free
    Conversation::TurnId m_replying = Conversation::Root; ///< the turn of the running reply
    int m_round = 0;                                      ///< increases with each start and each end
    bool m_busy = false;
};

} // namespace Parlance
