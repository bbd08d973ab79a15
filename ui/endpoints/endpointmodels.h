// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/lanechoice.h"

namespace Parlance {

class GatewayConnection;
class ModelList;
class Page;
class TierModel;
class TierPicker;

/// The models of an endpoint that are offered before a gateway has listed its own. The first is the default.
struct EndpointModels
{
    EndpointKind endpoint;
    QStringList demo; ///< of the embedded gateway
    QStringList live; ///< of OpenAI's API; a server on this computer has other ones

    /// What the picker shows below this gateway; empty if only its list tells.
    [[nodiscard]] QList<Tier> tiers(const Gateway &gateway, TargetResolver::Mode mode) const;
    /// The model to use in place of this one, which the user did not choose in this mode.
    [[nodiscard]] QString fitting(
        const QString &model, const Gateway &gateway, TargetResolver::Mode mode) const;
};

/// What a new page for this endpoint begins with, without a model: the gateway of this page, which may be
/// null, if it has the endpoint, or else `firstChoice()`. It is live only at an address of the command line.
[[nodiscard]] LaneChoice choiceLike(const Page *page, const TargetResolver &resolver, EndpointKind endpoint);

/// The picker of a column: the gateways that have the endpoint, and their models.
class EndpointPicker : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    EndpointPicker(const EndpointModels &known, const TargetResolver *resolver, ModelList *models,
        GatewayConnection *connection, QWidget *column);

    void open(const QWidget *anchor);

private:
    void showGateways();
    [[nodiscard]] Gateway shown(const Gateway &gateway) const;
    [[nodiscard]] TargetResolver::Mode modeOf(const Gateway &gateway) const;

    const EndpointModels m_known;
    const TargetResolver *m_resolver;
    ModelList *m_models;
    GatewayConnection *m_connection;
    TierModel *m_tiers;
    TierPicker *m_picker;
};

} // namespace Parlance
