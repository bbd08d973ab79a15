// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardItemModel>

namespace Parlance {

struct Gateway;
struct Tier;

/// Gateways as a flat list for the picker: a heading for each gateway, then its tiers with their use
/// cases.
class TierModel : public QStandardItemModel
{
    Q_OBJECT

public:
    enum Role {
        GatewayRole = Qt::UserRole,
        ModelRole, ///< only tiers have it
        UseCaseRole,
        NamesRole ///< of a tier: the names of its gateway and itself
    };

    explicit TierModel(const QList<Gateway> &gateways, QObject *parent = nullptr);

    /// Replaces all gateways.
    void setGateways(const QList<Gateway> &gateways);
    /// Shows these tiers below the gateway's heading, such as the models that the gateway lists. Without
    /// tiers, shows one row for the gateway alone.
    void setTiers(const Gateway &gateway, const QList<Tier> &tiers);

    /// The row of a tier, or else of its gateway's heading; invalid for an unknown gateway.
    [[nodiscard]] QModelIndex find(const QString &gatewayId, const QString &model) const;
    /// True for a gateway's heading, which cannot be chosen.
    [[nodiscard]] static bool isHeading(const QModelIndex &index);

Q_SIGNALS:
    /// Rows were added, removed or changed.
    void tiersChanged();

private:
    void insertTiers(int row, const Gateway &gateway, const QList<Tier> &tiers);
    [[nodiscard]] int headingRow(const QString &gatewayId) const;
};

} // namespace Parlance
