// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/httpexchange.h"

#include <QPointer>
#include <QUrl>

namespace Parlance {

class ChatClient;
class LaneNotice;
struct Health;

/// Queries a gateway's health and shows the result in a lane's notice.
class HealthCheck : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    HealthCheck(ChatClient *client, LaneNotice *notice, QObject *parent);

    /// Queries `url`; drops the pending result of an earlier query.
    void ask(const QString &gatewayName, const QUrl &url);
    /// Drops the pending result.
    void forget();
    /// Does the same when the user wants it, and takes back that it was asked for.
    void stop();

private:
    void sayAsking(const QString &gatewayName, const Silence &silence);
    void say(const QString &gatewayName, const Health &health);

    ChatClient *m_client;
    LaneNotice *m_notice;
    QPointer<HttpExchange> m_exchange;
};

} // namespace Parlance
