// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace Parlance {

class ChatClient;
class ChatSession;
class TargetResolver;
class HealthCheck;
class LaneConnection;
class LaneNotice;
struct Call;
struct ChatError;

/// Says in a lane's notice what keeps the next prompt from being sent or why an answer failed, and offers
/// help.
class LaneHelp : public QObject
{
    Q_OBJECT

public:
    /// The objects that it uses; all must outlive it.
    struct Parts
    {
        ChatClient *client;
        TargetResolver *resolver;
        LaneConnection *connection;
        ChatSession *session;
        LaneNotice *notice;
    };
    LaneHelp(const Parts &parts, QObject *parent);

    /// Says what keeps the next prompt from being sent before the user writes it.
    void showReadiness();
    /// Offers help with the failure of this call, if the lane still has the same target.
    void offerFor(const Call &call);
    /// Clears the notice.
    void forget();

Q_SIGNALS:
    /// Asks to open the settings for the lane's gateway or its key.
    void settingsRequested();
    void keyRequested();
    /// Asks to set this gateway up; a new one if the id is empty.
    void connectRequested(const QString &gatewayId);
    /// Asks to show the parameter that the gateway refused.
    void parameterRequested();
    /// Asks to request the last answer again.
    void againRequested();

private:
    void connectNotice();
    void offer(const ChatError &error, bool answered, bool isParameter = false);

    Parts m_parts;
    HealthCheck *m_health;
};

} // namespace Parlance
