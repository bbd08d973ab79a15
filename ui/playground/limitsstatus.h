// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/ratelimits.h"
#include "tokens/tokenrange.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace Parlance {

class ChatClient;
class InputMeter;
class Lane;
class LaneArrangement;
class PromptTarget;
class PromptBar;
struct Call;
struct LimitUse;

/// Shows in the prompt bar of a page what the keys of the target lanes have used of their limits, what the
/// page has cost, and whether the next round would exceed a limit. One gauge a key: lanes, pages and repeats
/// share it.
class LimitsStatus : public QObject
{
    Q_OBJECT

public:
    LimitsStatus(ChatClient *client, LaneArrangement *arrangement, const PromptTarget *target,
        const InputMeter *meter, PromptBar *prompt);

    void show();

Q_SIGNALS:
    /// Asks to open the settings for this gateway, where its limit is edited.
    void settingsRequested(const QString &gatewayId);

private:
    void follow(Lane *lane);
    void addCost(const Call &call);
    /// What the round would use, and has used, for the key of this lane.
    [[nodiscard]] LimitUse useOf(const QList<Lane *> &lanes, const Lane *lane) const;
    [[nodiscard]] TokenRange tokensOfRound(const Lane *lane) const;

    ChatClient *m_client;
    const LaneArrangement *m_arrangement;
    const PromptTarget *m_target;
    const InputMeter *m_meter;
    PromptBar *m_prompt;
    double m_cost = 0;
    QString m_gateway; ///< whose limits are shown
    QTimer m_later;    ///< collects changes, and follows the minute while something counts in it
};

} // namespace Parlance
