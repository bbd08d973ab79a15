// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/tiermodel.h"

#include "chat/visibletext.h"
#include "gateways/gateway.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// For a gateway whose models only its server knows; the address tells two servers apart.
Tier tierWithoutModel(const Gateway &gateway)
{
    const QString load = TierModel::tr("Load models, or enter a model ID");
    const QString address = gateway.isOnThisComputer() ? gateway.baseUrl.authority() + u" · "_s : QString();
    return {.model = {}, .useCase = address + load};
}

/// An entry without a model is named after the protocol, which tells profiles apart, if the gateway has
/// tiers; else after the gateway.
QString nameOf(const Gateway &gateway, const Tier &tier)
{
    if (!tier.model.isEmpty())
        return visibleLine(tier.model);
    return gateway.tiers.isEmpty() || gateway.protocol.isEmpty() ? gateway.name : gateway.protocol;
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
    auto *item = new QStandardItem(nameOf(gateway, tier));
    item->setData(gateway.id, TierModel::GatewayRole);
    item->setData(tier.model, TierModel::ModelRole);
    item->setData(tier.useCase, TierModel::UseCaseRole);
    QStringList names{gateway.name, gateway.fullName(), tier.model};
    names.removeAll(QString());
    item->setData(names, TierModel::NamesRole);
    item->setData(tier.useCase, Qt::AccessibleDescriptionRole);
    item->setEditable(false);
    return item;
}

} // namespace

TierModel::TierModel(const QList<Gateway> &gateways, QObject *parent)
    : QStandardItemModel(parent)
{
    setGateways(gateways);
}

void TierModel::setGateways(const QList<Gateway> &gateways)
{
    clear();
    for (const Gateway &gateway : gateways) {
        appendRow(heading(gateway));
        insertTiers(rowCount(), gateway, gateway.tiers);
    }
    Q_EMIT tiersChanged();
}

void TierModel::setTiers(const Gateway &gateway, const QList<Tier> &tiers)
{
    const int top = headingRow(gateway.id);
    if (top < 0)
        return;
    while (top + 1 < rowCount() && !isHeading(index(top + 1, 0)))
        removeRow(top + 1);
    insertTiers(top + 1, gateway, tiers);
    Q_EMIT tiersChanged();
}

QString TierModel::words(Mark mark)
{
    switch (mark) {
    case Mark::None:
        return {};
    case Mark::HasKey:
        return tr("key set");
    case Mark::Live:
        return tr("live");
    }
    Q_UNREACHABLE_RETURN({});
}

/// Tiers tell a screen reader the mark, because headings cannot be reached.
void TierModel::setMarks(const QHash<QString, Mark> &marks)
{
    for (int row = 0; row < rowCount(); ++row) {
        QStandardItem *one = item(row);
        const Mark mark = marks.value(one->data(GatewayRole).toString());
        if (isHeading(one->index())) {
            one->setData(QVariant::fromValue(mark), MarkRole);
            continue;
        }
        QStringList told{one->data(UseCaseRole).toString(), words(mark)};
        told.removeAll(QString());
        one->setData(told.join(u", "_s), Qt::AccessibleDescriptionRole);
    }
}

void TierModel::insertTiers(int row, const Gateway &gateway, const QList<Tier> &tiers)
{
    for (const Tier &tier : tiers.isEmpty() ? QList<Tier>{tierWithoutModel(gateway)} : tiers)
        insertRow(row++, entry(gateway, tier));
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
