// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

namespace Parlance {

class GatewayConnection;
class LaneNotice;
class TargetResolver;
struct ChatError;

/// Says in a notice why nothing can be sent to the gateway of a connection, or why a request to it failed,
/// and offers help.
class GatewayHelp : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    GatewayHelp(TargetResolver *resolver, GatewayConnection *connection, LaneNotice *notice);

    /// What keeps the next request from being sent, or the failure that it tries, takes precedence over this
    /// error. `answered`: the server
    /// was reached, so its address is right. Hides the notice if there is neither.
    void show(const std::optional<ChatError> &error, bool answered);

Q_SIGNALS:
    /// The user has accepted a doubtful key: send again.
    void againRequested();
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);

private:
    void offer(const ChatError &error, bool answered);

    TargetResolver *m_resolver;
    GatewayConnection *m_connection;
    LaneNotice *m_notice;
};

} // namespace Parlance
