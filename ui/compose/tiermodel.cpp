// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/tiermodel.h"

#include "gateways/catalog.h"

namespace Parlance {

namespace {

QStandardItem *heading(const Gateway &gateway)
{
    auto *item = new QStandardItem(gateway.fullName());
    item->setFlags(Qt::NoItemFlags);
    return item;
}

QStandardItem *entry(const Gateway &gateway, const Tier &tier)
{
    auto *item = new QStandardItem(tier.model.isEmpty() ? gateway.protocol : tier.model);
    item->setData(gateway.id, TierModel::GatewayRole);
    item->setData(tier.model, TierModel::ModelRole);
    item->setData(tier.useCase, TierModel::UseCaseRole);
    item->setData(tier.useCase, Qt::AccessibleDescriptionRole);
    item->setEditable(false);
    return item;
}

} // namespace

TierModel::TierModel(const Catalog &catalog, QObject *parent)
    : QStandardItemModel(parent)
{
    setCatalog(catalog);
}

void TierModel::setCatalog(const Catalog &catalog)
{
    clear();
    for (const Gateway &gateway : catalog.gateways()) {
        appendRow(heading(gateway));
        for (const Tier &tier : gateway.tiers)
            appendRow(entry(gateway, tier));
    }
}

QModelIndex TierModel::find(const QString &gatewayId, const QString &model) const
{
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex place = index(row, 0);
        if (place.data(GatewayRole).toString() == gatewayId && place.data(ModelRole).toString() == model)
            return place;
    }
    return {};
}

bool TierModel::isHeading(const QModelIndex &index)
{
    return !index.data(ModelRole).isValid();
}

} // namespace Parlance
