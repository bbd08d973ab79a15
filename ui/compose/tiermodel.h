// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardItemModel>

namespace Parlance {

class Catalog;

/// The catalog as a flat list for the picker: a heading for each gateway, then its tiers, each with its use-case line.
class TierModel : public QStandardItemModel
{
    Q_OBJECT

public:
    enum Role { GatewayRole = Qt::UserRole, ModelRole, UseCaseRole };

    explicit TierModel(const Catalog &catalog, QObject *parent = nullptr);

    /// Shows another catalog.
    void setCatalog(const Catalog &catalog);

    /// The row of a tier, or an invalid index.
    [[nodiscard]] QModelIndex find(const QString &gatewayId, const QString &model) const;
    /// True for a gateway's heading, which cannot be chosen.
    [[nodiscard]] static bool isHeading(const QModelIndex &index);
};

} // namespace Parlance
