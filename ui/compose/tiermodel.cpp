// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/tiermodel.h"

#include "gateways/catalog.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString wordsOf(const Gateway &gateway, const Tier &tier)
{
    return QStringList{gateway.fullName(), tier.model, tier.useCase}.join(u' ');
}

QStandardItem *heading(const Gateway &gateway)
{
    auto *item = new QStandardItem(gateway.fullName());
    item->setFlags(Qt::NoItemFlags);
    item->setData(gateway.id, TierModel::GatewayRole);
    return item;
}

QStandardItem *entry(const Gateway &gateway, const Tier &tier)
{
    const QString &nameless = gateway.protocol.isEmpty() ? gateway.name : gateway.protocol;
    auto *item = new QStandardItem(tier.model.isEmpty() ? nameless : tier.model);
    item->setData(gateway.id, TierModel::GatewayRole);
    item->setData(tier.model, TierModel::ModelRole);
    item->setData(tier.useCase, TierModel::UseCaseRole);
    item->setData(wordsOf(gateway, tier), TierModel::SearchRole);
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
        setTiers(gateway, gateway.tiers);
    }
}

void TierModel::setTiers(const Gateway &gateway, const QList<Tier> &tiers)
{
    const int top = headingRow(gateway.id);
    if (top < 0)
        return;
    while (top + 1 < rowCount() && !isHeading(index(top + 1, 0)))
        removeRow(top + 1);
    const Tier any{.model = {}, .useCase = tr("Its models are its own: load its list, or type a model's id")};
    QStringList words{gateway.fullName()};
    int row = top;
    for (const Tier &tier : tiers.isEmpty() ? QList<Tier>{any} : tiers) {
        insertRow(++row, entry(gateway, tier));
        words << wordsOf(gateway, tier);
    }
    item(top)->setData(words.join(u' '), SearchRole);
}

int TierModel::headingRow(const QString &gatewayId) const
{
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex place = index(row, 0);
        if (isHeading(place) && place.data(GatewayRole).toString() == gatewayId)
            return row;
    }
    return -1;
}

QModelIndex TierModel::find(const QString &gatewayId, const QString &model) const
{
    const int top = headingRow(gatewayId);
    for (int row = top + 1; top >= 0 && row < rowCount() && !isHeading(index(row, 0)); ++row) {
        if (index(row, 0).data(ModelRole).toString() == model)
            return index(row, 0);
    }
    return index(top, 0);
}

bool TierModel::isHeading(const QModelIndex &index)
{
    return !index.data(ModelRole).isValid();
}

} // namespace Parlance
