// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>
#include <optional>

namespace Parlance {

class GatewayConnection;
class LaneNotice;
class TargetResolver;
struct Call;
struct ChatError;
struct Gateway;

/// Says in a notice why nothing can be sent to the gateway of a connection, or why a request to it failed,
/// and offers help.
class GatewayHelp : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    GatewayHelp(TargetResolver *resolver, GatewayConnection *connection, LaneNotice *notice);

    /// What keeps the next request from being sent, or the failure that it tries, takes precedence over this
    /// error, which is that of the call. `isKept`: part of the answer is shown. Hides the notice if there is
    /// neither.
    void show(
        const std::optional<ChatError> &error, const std::shared_ptr<const Call> &call, bool isKept = false);

Q_SIGNALS:
    /// The user has accepted a doubtful key: send again.
    void againRequested();
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);

private:
    void say(const ChatError &error, const Gateway &asked, bool reached, bool isKept);
    void offer(const ChatError &error, bool reached);

    TargetResolver *m_resolver;
    GatewayConnection *m_connection;
    LaneNotice *m_notice;
};

} // namespace Parlance
