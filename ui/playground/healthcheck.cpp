// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/healthcheck.h"

#include "client/chatclient.h"
#include "ui/playground/lanenotice.h"

namespace Parlance {

HealthCheck::HealthCheck(ChatClient *client, LaneNotice *notice, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_notice(notice)
{
}

void HealthCheck::ask(const QString &gatewayName, const QUrl &url)
{
    forget();
    m_probe = m_client->probe(url, this);
    connect(m_probe, &HealthProbe::finished, this,
        [this, gatewayName](bool well, int httpStatus, const QString &words) {
            m_probe->deleteLater();
            say(gatewayName, well, httpStatus, words);
        });
    m_notice->say(tr("Asking %1 how it is…").arg(gatewayName));
}

void HealthCheck::forget()
{
    delete m_probe;
}

void HealthCheck::say(const QString &gatewayName, bool well, int httpStatus, const QString &words)
{
    if (well)
        m_notice->say(tr("%1 says that it is well: %2").arg(gatewayName, words));
    else if (httpStatus > 0)
        m_notice->say(tr("%1 is not well (HTTP %2): %3").arg(gatewayName).arg(httpStatus).arg(words));
    else
        m_notice->say(tr("%1 cannot be reached: %2").arg(gatewayName, words));
}

} // namespace Parlance
