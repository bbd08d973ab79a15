// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"
#include "workspace/gatewayconnection.h"

namespace Parlance {

class ChatSession;
class ModelList;

/// A lane's gateway, model and parameters. Updates the session for the next prompt whenever the choice, a
/// parameter, the catalog, a key or an address changes.
class LaneConnection : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this object.
    LaneConnection(
        ChatSession *session, TargetResolver *resolver, ModelList *models, QObject *parent = nullptr);

    [[nodiscard]] const LaneChoice &choice() const { return m_connection->choice(); }
    [[nodiscard]] bool isDemo() const { return m_connection->isDemo() && !isReplay(); }
    /// The profile, from the current catalog; of a replay the one that `play()` set.
    [[nodiscard]] const Gateway &gateway() const
    {
        return isReplay() ? m_replayed.gateway : m_connection->gateway();
    }
    /// The name that the user gave; without one the model, or the gateway if it chooses the model.
    [[nodiscard]] QString name() const;
    [[nodiscard]] const QString &givenName() const { return m_givenName; }
    /// Gives the lane a name; an empty one takes it back.
    void setGivenName(const QString &name);

    /// Plays the capture of `target.replay` from now on, and ends all other choosing. `choice()` stays what a
    /// lane beside this one would talk to.
    void play(const Target &target);
    [[nodiscard]] bool isReplay() const { return replay() != nullptr; }
    /// The capture that the lane plays; null for a lane that asks a gateway.
    [[nodiscard]] const std::shared_ptr<Replay> &replay() const { return m_replayed.replay; }
    /// Reads the capture as this dialect the next time it is played.
    void readAs(const Dialect *dialect);

    /// Uses this choice from the next prompt on. Ignores a gateway that the catalog does not have.
    void choose(const LaneChoice &choice);
    /// Does the same for a model picked from a list. A live lane that changes to another service stays live
    /// only if the user was live there in this run: no data goes to a service that the user did not ask for.
    void pick(const QString &gatewayId, const QString &model);
    /// Switches between the demo and the live gateway.
    void toggleMode();
    /// Switches to the live gateway. Returns false and does nothing if it has no base URL.
    bool goLive(const QString &gatewayId);
    /// Asks the gateway for its models if the lane needs one and has none.
    void findModels();

    [[nodiscard]] const LaneParameters &parameters() const { return m_parameters; }
    /// Sends these parameters from the next prompt on, as far as the gateway takes them.
    void setParameters(const LaneParameters &parameters);

    /// The failure to simulate in the embedded gateway's next answer; empty for none.
    [[nodiscard]] const QString &fault() const { return m_connection->fault(); }
    void setFault(const QString &fault) { m_connection->setFault(fault); }
    /// Removes the failure if this call asked for it, because a failure is simulated once.
    void endFaultOf(const Call &call) { m_connection->endFaultOf(call); }

    /// True if a model must be chosen before anything can be sent.
    [[nodiscard]] bool lacksModel() const
    {
        return choice().model.isEmpty() && gateway().needsModel() && !isReplay();
    }
    /// Where the next request goes.
    [[nodiscard]] Target target() const;
    /// The target without a simulated failure.
    [[nodiscard]] Target targetWithoutFault() const;
    /// The call that this question would make now.
    [[nodiscard]] std::shared_ptr<const Call> nextCall(const QString &question = {}) const;

Q_SIGNALS:
    /// What the next request carries besides the messages changed.
    void parametersChanged();
    /// The choice or the given name changed. Comes after `changed()`.
    void chosen();
    /// The target of the next request, or the reason why it cannot be sent, changed.
    void changed();

private:
    void update();
    void tellSession();

    ChatSession *m_session;
    TargetResolver *m_resolver;
    ModelList *m_models;
    GatewayConnection *m_connection;
    LaneParameters m_parameters;
    Target m_replayed; ///< has a replay in a lane that plays one
    QString m_replayName;
    QString m_givenName;
};

} // namespace Parlance
