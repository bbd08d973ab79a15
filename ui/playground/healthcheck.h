// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/httpexchange.h"

#include <QPointer>
#include <QUrl>

namespace Parlance {

class ChatClient;
class LaneNotice;
struct Health;

/// Asks a gateway how it is, and says it in a lane's notice.
class HealthCheck : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    HealthCheck(ChatClient *client, LaneNotice *notice, QObject *parent);

    /// Asks at `url`; an earlier answer that is still to come is not said any more.
    void ask(const QString &gatewayName, const QUrl &url);
    /// The answer is not wanted any more.
    void forget();

private:
    void say(const QString &gatewayName, const Health &health);

    ChatClient *m_client;
    LaneNotice *m_notice;
    QPointer<HttpExchange> m_exchange;
};

} // namespace Parlance
