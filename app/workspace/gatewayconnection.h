// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/target.h"
#include "workspace/lanechoice.h"

namespace Parlance {

struct Call;

/// The gateway and model that something talks to, demo or live. Follows the catalog, the addresses and the
/// keys.
class GatewayConnection : public QObject
{
    Q_OBJECT

public:
    /// `resolver` must outlive it. Nothing is chosen yet.
    explicit GatewayConnection(TargetResolver *resolver, QObject *parent = nullptr);

    [[nodiscard]] const LaneChoice &choice() const { return m_choice; }
    [[nodiscard]] bool isDemo() const { return m_choice.mode == TargetResolver::Mode::Demo; }
    /// The profile, from the current catalog.
    [[nodiscard]] const Gateway &gateway() const { return m_gateway; }

    /// Uses this choice from now on. Ignores a gateway that the catalog does not have.
    void choose(const LaneChoice &choice);
    /// Does the same for a model picked from a list. What is live and changes to another service stays live
    /// only if the user was live there in this run: no data goes to a service that the user did not ask for.
    void pick(const QString &gatewayId, const QString &model);
    /// Switches between the demo and the live gateway.
    void toggleMode();
    /// Switches to the live gateway. Returns false and does nothing if it has no base URL.
    bool goLive(const QString &gatewayId);

    /// The failure to simulate in the embedded gateway's next answer; empty for none.
    [[nodiscard]] const QString &fault() const { return m_fault; }
    void setFault(const QString &fault);
    /// Removes the failure if this call asked for it, because a failure is simulated once.
    void endFaultOf(const Call &call);
    /// The target of a request, which on the demo asks for the failure.
    [[nodiscard]] Target withFault(Target target) const;

Q_SIGNALS:
    /// Where requests go, with which key, the profile or the failure changed.
    void changed();
    /// The choice changed. Comes after `changed()`.
    void chosen();

private:
    void follow();

    TargetResolver *m_resolver;
    LaneChoice m_choice;
    Gateway m_gateway;
    QString m_fault;
};

} // namespace Parlance
