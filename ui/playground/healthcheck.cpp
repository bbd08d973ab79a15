// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/healthcheck.h"

#include "chat/visibletext.h"
#include "client/chatclient.h"
#include "client/plainanswers.h"
#include "ui/playground/lanenotice.h"
#include "workspace/words/timetext.h"

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
    m_exchange = m_client->askForHealth(url, this);
    connect(m_exchange, &HttpExchange::finished, this, [this, gatewayName](const Call &call) {
        m_exchange->deleteLater();
        say(gatewayName, healthIn(call));
    });
    connect(m_exchange, &HttpExchange::silent, this,
        [this, gatewayName](const Silence &silence) { sayAsking(gatewayName, silence); });
    sayAsking(gatewayName, {});
}

void HealthCheck::stop()
{
    forget();
    m_notice->sayNothing();
}

void HealthCheck::sayAsking(const QString &gatewayName, const Silence &silence)
{
    m_notice->sayRunning(
        silence.time > Silence().time ? TimeText::silence(silence) : tr("Checking %1…").arg(gatewayName));
}

void HealthCheck::forget()
{
    delete m_exchange;
}

void HealthCheck::say(const QString &gatewayName, const Health &health)
{
    const QString words = visibleLine(health.words);
    if (health.isWell)
        m_notice->say(tr("%1 is healthy: %2").arg(gatewayName, words));
    else if (health.isOfProxy)
        m_notice->say(words);
    else if (health.httpStatus > 0)
        m_notice->say(tr("%1 is unhealthy (HTTP %2): %3").arg(gatewayName).arg(health.httpStatus).arg(words));
    else
        m_notice->say(tr("%1 cannot be reached: %2").arg(gatewayName, words));
}

} // namespace Parlance
