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

/// Says in a lane's notice what keeps its next prompt from being sent, or why its answer failed, and offers
/// what helps.
class LaneHelp : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all must outlive it.
    struct Parts
    {
        ChatClient *client;
        TargetResolver *resolver;
        LaneConnection *connection;
        ChatSession *session;
        LaneNotice *notice;
    };
    LaneHelp(const Parts &parts, QObject *parent);

    /// Says what keeps the next prompt from being sent before it is written.
    void showReadiness();
    /// Offers help against the failure of this call, if the lane still talks to the same.
    void offerFor(const Call &call);
    /// Says nothing any more.
    void forget();

Q_SIGNALS:
    /// The settings are wanted, at the page for the lane's gateway or for its key.
    void settingsRequested();
    void keyRequested();
    /// The last answer is to be asked for again.
    void againRequested();

private:
    void connectNotice();
    void offer(const ChatError &error);

    Parts m_parts;
    HealthCheck *m_health;
};

} // namespace Parlance
