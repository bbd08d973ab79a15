// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
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
        NamesRole, ///< of a tier: the names of its gateway and itself
        MarkRole   ///< of a heading: its `Mark`
    };
    /// What stands beside the name of a gateway.
    enum class Mark {
        None,
        HasKey,
        Live ///< a lane that picks it talks to the gateway itself
    };
    Q_ENUM(Mark)
    [[nodiscard]] static QString words(Mark mark);

    explicit TierModel(const QList<Gateway> &gateways, QObject *parent = nullptr);

    /// Replaces all gateways.
    void setGateways(const QList<Gateway> &gateways);
    /// Shows these tiers below the gateway's heading, such as the models that the gateway lists. Without
    /// tiers, shows one row for the gateway alone.
    void setTiers(const Gateway &gateway, const QList<Tier> &tiers);

    /// Marks the gateways; those that are not there have no mark.
    void setMarks(const QHash<QString, Mark> &marks);

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
