// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/gatewaybar.h"

#include "client/keyconsent.h"
#include "ui/playground/modebadge.h"
#include "view/base/elidedcombobox.h"
#include "view/base/elidedlabel.h"
#include "view/base/tooltip.h"
#include "workspace/gatewayconnection.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

GatewayBar::GatewayBar(GatewayConnection *connection, const TargetResolver *resolver, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_resolver(resolver)
    , m_gateways(new ElidedComboBox)
    , m_mode(new ModeBadge)
    , m_host(new ElidedLabel)
{
    m_gateways->setObjectName(u"gateways"_s);
    m_gateways->setAccessibleName(tr("Gateway"));
    m_gateways->setMinimumWidth(96);
    m_gateways->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_host->setObjectName(u"laneHost"_s);
    m_host->setElideMode(Qt::ElideLeft); // the end identifies the owner
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_gateways);
    layout->addWidget(m_mode);
    layout->addWidget(m_host, 1);
    fill();
    follow();
    connect(resolver, &TargetResolver::catalogChanged, this, &GatewayBar::fill);
    connect(connection, &GatewayConnection::changed, this, &GatewayBar::follow);
    connect(m_mode, &ModeBadge::clicked, connection, &GatewayConnection::toggleMode);
    connect(m_gateways, &QComboBox::activated, this,
        [this](int index) { m_connection->pick(m_gateways->itemData(index).toString(), {}); });
}

void GatewayBar::fill()
{
    m_gateways->clear();
    for (const Gateway &gateway : m_resolver->catalog().gateways())
        m_gateways->addItem(gateway.fullName(), gateway.id);
}

void GatewayBar::follow()
{
    const Gateway &gateway = m_connection->gateway();
    const bool live = !m_connection->isDemo();
    const QUrl base = m_resolver->baseUrl(gateway, m_connection->choice().mode);
    m_gateways->setCurrentIndex(m_gateways->findData(gateway.id));
    m_gateways->setToolTip(plainToolTip(gateway.hint));
    m_mode->setMode(live);
    m_host->setText(live ? hostOf(base) : QString());
    m_host->setToolTip(plainToolTip(live ? originOf(base) : QString()));
}

} // namespace Parlance
