// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/tierpicker.h"

#include "client/modellist.h"
#include "ui/compose/tierpopup.h"
#include "workspace/words/errortext.h"
#include "workspace/words/timetext.h"

namespace Parlance {

TierPicker::TierPicker(ModelList *models, TierModel *tiers, const TargetResolver *resolver, QWidget *lane)
    : QObject(lane)
    , m_models(models)
    , m_tiers(tiers)
    , m_resolver(resolver)
    , m_popup(new TierPopup(tiers, lane))
{
    connect(m_popup, &TierPopup::chosen, this, &TierPicker::chosen);
    connect(m_popup, &TierPopup::refreshRequested, this, &TierPicker::refresh);
    connect(m_popup, &TierPopup::stopRequested, this, &TierPicker::stop);
    connect(m_models, &ModelList::silent, this,
        [this](const QString &gatewayId, TargetResolver::Mode mode, const Silence &silence) {
            if (isFor(gatewayId, mode))
                showAsking(silence);
        });
    connect(
        m_models, &ModelList::refreshed, this, [this](const QString &gatewayId, TargetResolver::Mode mode) {
            if (isFor(gatewayId, mode))
                showModels();
        });
    connect(m_models, &ModelList::failed, this,
        [this](const QString &gatewayId, TargetResolver::Mode mode, const ChatError &error) {
            if (isFor(gatewayId, mode))
                m_popup->offerRefresh(wordsOf(error));
        });
}

/// The gateway is not at fault if no request was sent, for want of a key, or if a proxy failed.
QString TierPicker::wordsOf(const ChatError &error) const
{
    const bool isUnsent = error.httpStatus == 0 && error.kind == ChatError::Kind::Authentication;
    if (isUnsent)
        return error.message;
    const bool isOfProxy = error.kind == ChatError::Kind::Proxy;
    return tr("Try again: %1").arg(isOfProxy ? error.message : describe(error, m_gateway).title);
}

void TierPicker::open(const QWidget *anchor, const Gateway &gateway, const LaneChoice &choice)
{
    m_gateway = gateway;
    m_choice = choice;
    const bool canRefresh = m_models->canRefresh(gateway, choice.mode);
    m_tiers->setTiers(gateway, m_models->tiers(gateway, choice.mode)); // another lane may have shown others
    m_popup->popup(anchor, gateway, choice.model, canRefresh);
    showMarks();
    const bool isWanted =
        !m_models->isListed(gateway, choice.mode) && !m_resolver->check(gateway, choice.mode);
    if (canRefresh && (isWanted || m_models->isRefreshing(gateway, choice.mode)))
        refresh();
}

/// Does not read the keychain, which may ask for a password.
TierModel::Mark TierPicker::markOf(const Gateway &gateway) const
{
    if (m_choice.mode == TargetResolver::Mode::Live && m_resolver->wasLive(gateway))
        return TierModel::Mark::Live;
    KeyStore *keys = m_resolver->keys();
    const bool isStored = keys->source(gateway.key.slot).kind == KeySource::Kind::Keychain;
    const bool hasKey = isStored || keys->state(gateway.key.slot) == KeyStore::State::Found;
    return gateway.takesKey() && hasKey ? TierModel::Mark::HasKey : TierModel::Mark::None;
}

void TierPicker::showMarks()
{
    QHash<QString, TierModel::Mark> marks;
    for (const Gateway &gateway : m_resolver->catalog().gateways())
        marks.insert(gateway.id, markOf(gateway));
    m_tiers->setMarks(marks);
}

void TierPicker::refresh()
{
    showAsking({});
    m_models->refresh(m_gateway, m_choice.mode);
}

void TierPicker::stop()
{
    m_models->stop(m_gateway, m_choice.mode);
    m_popup->offerRefresh();
}

void TierPicker::showAsking(const Silence &silence)
{
    m_popup->showAsking(silence.time > Silence().time
                            ? TimeText::silence(silence)
                            : tr("Asking %1 for its models…").arg(m_gateway.fullName()));
}

bool TierPicker::isFor(const QString &gatewayId, TargetResolver::Mode mode) const
{
    return gatewayId == m_choice.gateway && mode == m_choice.mode;
}

void TierPicker::showModels()
{
    const QList<Tier> tiers = m_models->tiers(m_gateway, m_choice.mode);
    m_tiers->setTiers(m_gateway, tiers);
    showMarks();
    m_popup->select(m_choice.gateway, m_choice.model);
    m_popup->offerRefresh(tr("%n models, load again", nullptr, static_cast<int>(tiers.size())));
}

} // namespace Parlance
