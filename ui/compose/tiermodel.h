// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardItemModel>

namespace Parlance {

class Catalog;
struct Gateway;
struct Tier;

/// The catalog as a flat list for the picker: a heading for each gateway, then its tiers, each with its
/// use-case line.
class TierModel : public QStandardItemModel
{
    Q_OBJECT

public:
    enum Role {
        GatewayRole = Qt::UserRole,
        ModelRole, ///< only tiers have it
        UseCaseRole,
        NamesRole ///< of a tier: its gateway's name and its own
    };

    explicit TierModel(const Catalog &catalog, QObject *parent = nullptr);

    /// Shows another catalog.
    void setCatalog(const Catalog &catalog);
    /// Shows these tiers below the gateway's heading, for example with the models that it has listed itself.
    /// Without any there is one row for the gateway alone.
    void setTiers(const Gateway &gateway, const QList<Tier> &tiers);

    /// The row of a tier, or else of its gateway's heading; an invalid index for a gateway there is not.
    [[nodiscard]] QModelIndex find(const QString &gatewayId, const QString &model) const;
    /// True for a gateway's heading, which cannot be chosen.
    [[nodiscard]] static bool isHeading(const QModelIndex &index);

Q_SIGNALS:
    /// Rows came or went, or say something else.
    void tiersChanged();

private:
    void insertTiers(int row, const Gateway &gateway, const QList<Tier> &tiers);
    [[nodiscard]] int headingRow(const QString &gatewayId) const;
};

} // namespace Parlance
