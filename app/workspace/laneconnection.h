// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"
#include "workspace/lanechoice.h"

namespace Parlance {

class ChatSession;
class ModelList;

/// What a lane talks to, and with which parameters. It tells its session, for the next prompt, whenever the
/// choice, a parameter, the catalog, a key or an address changes.
class LaneConnection : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    LaneConnection(
        ChatSession *session, TargetResolver *resolver, ModelList *models, QObject *parent = nullptr);

    [[nodiscard]] const LaneChoice &choice() const { return m_choice; }
    [[nodiscard]] bool isDemo() const { return m_choice.mode == TargetResolver::Mode::Demo; }
    /// The profile, as the catalog had it last.
    [[nodiscard]] const Gateway &gateway() const { return m_gateway; }
    /// The model, or the gateway where that chooses the model.
    [[nodiscard]] QString name() const { return nameOf(m_choice, m_gateway); }

    /// Talks to something else from the next prompt on. A gateway that the catalog does not have is ignored.
    void choose(const LaneChoice &choice);
    /// The same for a model that was picked from a list. A live lane that goes over to another service is
    /// live there only if the user has been: nothing leaves the computer for a place nobody has asked for.
    void pick(const QString &gatewayId, const QString &model);
    /// Goes over from the demo to the gateway itself, or back.
    void toggleMode();
    /// Talks to the gateway itself. False, and nothing happens, for one without a base URL.
    bool goLive(const QString &gatewayId);
    /// Asks a live gateway whose models are not known which ones it has.
    void findModels();

    [[nodiscard]] const LaneParameters &parameters() const { return m_parameters; }
    /// Sends these from the next prompt on: what the gateway takes of them.
    void setParameters(const LaneParameters &parameters);

    /// The failure that is tried on the next answer of the embedded gateway; empty for none.
    [[nodiscard]] const QString &fault() const { return m_fault; }
    void setFault(const QString &fault);
    /// A failure is tried once, so the one that this call asked for is over.
    void endFaultOf(const Call &call);

    /// Nothing can be sent before a model is chosen.
    [[nodiscard]] bool lacksModel() const { return m_choice.model.isEmpty() && m_gateway.needsModel(); }
    /// Where the next request goes.
    [[nodiscard]] Target target() const;
    /// The same without the failure that is tried.
    [[nodiscard]] Target targetWithoutFault() const;
    /// The call that this question would begin now.
    [[nodiscard]] std::shared_ptr<const Call> nextCall(const QString &question = {}) const;

Q_SIGNALS:
    /// Something else was chosen. Comes after `changed()`.
    void chosen();
    /// The next request may go elsewhere, or may not go for another reason.
    void changed();

private:
    void follow();
    void update();
    void tellSession();

    ChatSession *m_session;
    TargetResolver *m_resolver;
    ModelList *m_models;
    LaneChoice m_choice;
    LaneParameters m_parameters;
    Gateway m_gateway;
    QString m_fault;
};

} // namespace Parlance
