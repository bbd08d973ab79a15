// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "measure/scoreboard.h"

#include <QJsonObject>

namespace Parlance {

class Lane;

/// The last answer in a lane with everything that can be compared. A copy: the lane may go on.
struct LaneAnswer
{
    QString name;     ///< as given to the lane, or the model's or gateway's; numbered to be unique
    quint64 lane = 0; ///< the id of the lane
    std::shared_ptr<const Call> call;
    QString prompt; ///< the question; empty if it was removed
    Metrics metrics;

    [[nodiscard]] const Reply &reply() const { return call->reply; }

    /// The whole answer as text: content, refusals, tool calls.
    [[nodiscard]] QString text() const;
};

/// An answer as text: content, refusal, tool calls.
[[nodiscard]] QString textOf(const Choice &choice);

/// The last reply in the lane, once it has ended. Empty if the lane does not end with such a reply.
[[nodiscard]] std::optional<LaneAnswer> laneAnswerOf(const Lane &lane);
/// One per lane; a lane without an ended reply contributes its next call, without an answer.
[[nodiscard]] QList<LaneAnswer> candidatesOf(const QList<Lane *> &lanes);
/// Those with an ended reply.
[[nodiscard]] QList<LaneAnswer> laneAnswersOf(const QList<Lane *> &lanes);
/// The names of the lanes that are still answering.
[[nodiscard]] QStringList stillAnswering(const QList<Lane *> &lanes);
[[nodiscard]] Scoreboard scoreboardOf(const QList<LaneAnswer> &answers);

/// What was sent besides the conversation, in the dialect's terms.
[[nodiscard]] QJsonObject parametersOf(const Call &call);

/// Makes equal names distinct: by the gateway, and by numbers where that is not enough. "gpt-4o · RuAPI",
/// "auto (2)".
[[nodiscard]] QStringList distinctNames(const QStringList &names, const QStringList &gateways);

} // namespace Parlance
