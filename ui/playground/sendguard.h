// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/chatsession.h"
#include "ui/compose/promptnotice.h"
#include "workspace/preflight/preflight.h"

#include <QHash>
#include <QPointer>
#include <QTimer>
#include <functional>

class QScrollArea;

namespace Parlance {

class ChatClient;
class InputMeter;
class Lane;
class LaneArrangement;
class PromptBar;
class PromptTarget;
class SharedParameters;
class TargetResolver;

/// Stops a page from sending what cannot be sent (a lane without a model, extra JSON or a schema that cannot
/// be read, attachments that the lane's dialect has no form for), and what a server would refuse or silently
/// take otherwise: the conversation before it, and everything that the pre-flight finds. Says so above the
/// prompt, puts it right or leads there, and sends anyway where that is possible and the user insists. What
/// is attached in vain is said at once.
class SendGuard : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ChatClient *client;
        const TargetResolver *resolver;
        LaneArrangement *arrangement;
        SharedParameters *parameters;
        const PromptTarget *target;
        const InputMeter *meter;
        PromptBar *prompt;
        QScrollArea *strip; ///< of the lanes
    };
    explicit SendGuard(const Parts &parts);

    /// What is about to be sent.
    struct Attempt
    {
        QList<QPointer<Lane>> lanes = {};
        /// With a prompt, the question that it replaces in this session, `Root` for a new one. Without, the
        /// turn that the answer follows; `Root` for none.
        std::function<Conversation::TurnId(const ChatSession &)> question = {};
        /// A new question or a replacing one, before its variables are filled in; null for an answer alone.
        std::function<Message()> prompt = {};
        /// Repeats the action: called if the user sends anyway, with nothing stopped. Null if that cannot be.
        std::function<void()> again = {};
    };
    /// True if something in the attempt is to be put right first; then says so.
    [[nodiscard]] bool stops(const Attempt &attempt);

Q_SIGNALS:
    /// Asks to show the parameters of the current lane, with the cursor in this one if it is named.
    void parametersRequested(QLatin1StringView parameter);
    void settingsRequested(const QString &gatewayId);

private:
    /// A reason not to send, in one or several lanes.
    struct Reason
    {
        enum class Kind { Model, Parameters, Attachments, Conversation, Preflight };
        Kind kind;
        QString text;
        QString repairText;
        QList<QPointer<Lane>> lanes;
        RefusedTurn turn = {};                      ///< of the conversation
        QHash<const Lane *, Finding> findings = {}; ///< of the pre-flight

        /// Cannot be sent anyway.
        [[nodiscard]] bool isHard() const;
    };

    void watch(Lane *lane);
    void retry(Lane *lane, Conversation::TurnId answer);
    void askAgain(Lane *lane, Conversation::TurnId answer);
    void answerAfter(Lane *lane, Conversation::TurnId turn);
    void refuse(Lane *lane);
    void lookAgain();
    bool check();
    void show();
    void forget();
    void sendAnyway();
    void repair(const Reason &reason);
    void repairFinding(const Reason &reason, Lane *lane);
    void takeRepaired(const Reason &reason);
    void showMessage(Lane *lane, Conversation::TurnId turn);
    void showReason(const Reason &reason);
    void showParameters(Lane *lane, QLatin1StringView parameter);
    void showProblem();
    [[nodiscard]] QList<Reason> reasons() const;
    [[nodiscard]] QList<Reason> reasonsOf(Lane *lane) const;
    [[nodiscard]] QList<Reason> hardReasonsOf(Lane *lane) const;
    [[nodiscard]] QList<Reason> attachedInVain(Lane *lane, const QList<Part> &attachments) const;
    [[nodiscard]] std::optional<RefusedTurn> refusedIn(const Lane &lane) const;
    [[nodiscard]] QList<Finding> findingsOf(const Lane &lane, const QList<Message> &messages) const;
    [[nodiscard]] QList<Message> messagesOf(const Lane &lane) const;
    [[nodiscard]] QString named(const Reason &reason) const;

    Parts m_parts;
    Attempt m_attempt;
    QList<Reason> m_reasons;                           ///< those shown
    QHash<quint64, RefusedTurn> m_insistedTurns;       ///< what was sent anyway last, by the lane's id
    QHash<quint64, QList<Finding>> m_insistedFindings; ///< not asked about again
    QTimer m_later;                                    ///< collects changes while reasons are shown
    bool m_anyway = false;
};

} // namespace Parlance
