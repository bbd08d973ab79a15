// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/tierpicker.h"

#include "client/modellist.h"
#include "ui/compose/tiermodel.h"
#include "ui/compose/tierpopup.h"
#include "workspace/words/errortext.h"

namespace Parlance {

TierPicker::TierPicker(ModelList *models, TierModel *tiers, QWidget *lane)
    : QObject(lane)
    , m_models(models)
    , m_tiers(tiers)
    , m_popup(new TierPopup(tiers, lane))
{
    connect(m_popup, &TierPopup::chosen, this, &TierPicker::chosen);
    connect(m_popup, &TierPopup::refreshRequested, this, &TierPicker::refresh);
    connect(
        m_models, &ModelList::refreshed, this, [this](const QString &gatewayId, TargetResolver::Mode mode) {
            if (isFor(gatewayId, mode))
                showModels();
        });
    connect(m_models, &ModelList::failed, this,
        [this](const QString &gatewayId, TargetResolver::Mode mode, const ChatError &error) {
            if (isFor(gatewayId, mode))
                m_popup->showRefresh(wordsOf(error), true);
        });
}

/// The gateway is not at fault if no request was sent, for want of a key, or if a proxy failed.
QString TierPicker::wordsOf(const ChatError &error) const
{
    const bool isUnsent = error.httpStatus == 0 && error.kind == ChatError::Kind::Authentication;
    return isUnsent || error.kind == ChatError::Kind::Proxy ? error.message
                                                            : describe(error, m_gateway).title;
}

void TierPicker::open(const QWidget *anchor, const Gateway &gateway, const LaneChoice &choice)
{
    m_gateway = gateway;
    m_choice = choice;
    const bool canRefresh = m_models->canRefresh(gateway, choice.mode);
    m_popup->popup(anchor, gateway, choice.model, canRefresh);
    if (canRefresh && choice.model.isEmpty() && gateway.needsModel())
        refresh();
}

void TierPicker::refresh()
{
    m_popup->showRefresh(tr("Asking %1 for its models…").arg(m_gateway.fullName()), false);
    m_models->refresh(m_gateway, m_choice.mode);
}

bool TierPicker::isFor(const QString &gatewayId, TargetResolver::Mode mode) const
{
    return gatewayId == m_choice.gateway && mode == m_choice.mode;
}

void TierPicker::showModels()
{
    const QList<Tier> tiers = m_models->tiers(m_gateway, m_choice.mode);
    m_tiers->setTiers(m_gateway, tiers);
    m_popup->select(m_choice.gateway, m_choice.model);
    m_popup->showRefresh(tr("%n models, load again", nullptr, static_cast<int>(tiers.size())), true);
}

} // namespace Parlance
