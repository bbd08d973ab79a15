// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "measure/scoreboard.h"
#include "workspace/lanechoice.h"

#include <QJsonObject>

namespace Parlance {

class Lane;

/// The last reply that a lane shows, with all that can be compared of it. A copy: the lane may go on.
struct Contestant
{
    QString
        name; ///< of the model, or of the gateway that chooses it; lanes that would share one are numbered
    quint64 lane = 0; ///< the id of the lane
    LaneChoice asked;
    Gateway gateway;
    ChatRequest request;    ///< what the reply answers, before the gateway's shape and its dialect
    QJsonObject parameters; ///< what was sent beside the conversation, in the words of the dialect
    QString prompt;         ///< the last question of it; empty if it was removed
    Reply reply;
    Metrics metrics;

    /// All that was answered, as text: what it says, what it refuses, what it calls.
    [[nodiscard]] QString answer() const;
};

/// Of the last reply that the lane shows, even if it has not ended. Empty while it shows none at its end.
[[nodiscard]] std::optional<Contestant> newestOf(const Lane &lane);
/// The same of a reply that has ended.
[[nodiscard]] std::optional<Contestant> contestantOf(const Lane &lane);
/// One for each lane: where a lane shows no such reply, its contestant has an empty one that is streaming.
[[nodiscard]] QList<Contestant> candidatesOf(const QList<Lane *> &lanes);
/// Those that have their reply.
[[nodiscard]] QList<Contestant> contestantsOf(const QList<Lane *> &lanes);
/// The names of those that have no answer to compare yet, but will.
[[nodiscard]] QStringList stillAnswering(const QList<Lane *> &lanes);
[[nodiscard]] Scoreboard scoreboardOf(const QList<Contestant> &contestants);

/// The figures of a reply to `request`, with its costs by the user's prices.
[[nodiscard]] Metrics metricsOf(const Reply &reply, const ChatRequest &request, const Gateway &gateway);

/// The user's prices.
[[nodiscard]] PriceList priceList();

/// Tells names apart that are there more than once: by the gateway, and by numbers where that is not enough.
/// "gpt-4o · RuAPI", "auto (2)".
[[nodiscard]] QStringList distinctNames(const QStringList &names, const QStringList &gateways);

} // namespace Parlance
