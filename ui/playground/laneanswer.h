// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "measure/scoreboard.h"

#include <QJsonObject>

namespace Parlance {

class Lane;

/// The last answer that a lane shows, with all that can be compared of it. The lane may go on.
struct LaneAnswer
{
    QString
        name; ///< of the model, or of the gateway that chooses it; lanes that would share one are numbered
    quint64 lane = 0; ///< the id of the lane
    std::shared_ptr<const Call> call;
    QString prompt; ///< what it answers; empty if that was removed
    Metrics metrics;

    [[nodiscard]] const Reply &reply() const { return call->reply; }

    /// All that was answered, as text: what it says, what it refuses, what it calls.
    [[nodiscard]] QString answer() const;
};

/// Of the last reply that the lane shows, once it has ended. Empty while it shows none at its end.
[[nodiscard]] std::optional<LaneAnswer> laneAnswerOf(const Lane &lane);
/// One for each lane: where a lane shows no such reply, its contestant has the next call, without an answer.
[[nodiscard]] QList<LaneAnswer> candidatesOf(const QList<Lane *> &lanes);
/// Those that have their reply.
[[nodiscard]] QList<LaneAnswer> laneAnswersOf(const QList<Lane *> &lanes);
/// The names of those that have no answer to compare yet, but will.
[[nodiscard]] QStringList stillAnswering(const QList<Lane *> &lanes);
[[nodiscard]] Scoreboard scoreboardOf(const QList<LaneAnswer> &contestants);

/// What was sent beside the conversation, in the words of the dialect.
[[nodiscard]] QJsonObject parametersOf(const Call &call);

/// Tells names apart that are there more than once: by the gateway, and by numbers where that is not enough.
/// "gpt-4o · RuAPI", "auto (2)".
[[nodiscard]] QStringList distinctNames(const QStringList &names, const QStringList &gateways);

} // namespace Parlance
