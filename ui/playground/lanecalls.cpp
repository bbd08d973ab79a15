// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanecalls.h"

#include "client/chatsession.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"

#include <ranges>

namespace Parlance {

namespace {

/// The call of the newest answer on the lane's path.
std::shared_ptr<const Call> newestCallOf(const Lane &lane)
{
    const Conversation &conversation = lane.session()->conversation();
    const QList<Conversation::TurnId> path = conversation.path();
    for (const Conversation::TurnId id : std::views::reverse(path)) {
        if (conversation.turn(id).call)
            return conversation.turn(id).call;
    }
    return nullptr;
}

/// The lane's last call with that prompt, or the call itself.
std::shared_ptr<const Call> callLike(const std::shared_ptr<const Call> &call, const Lane &lane)
{
    const Conversation &conversation = lane.session()->conversation();
    std::shared_ptr<const Call> like;
    for (const Conversation::TurnId id : conversation.path()) {
        const std::shared_ptr<const Call> &other = conversation.turn(id).call;
        if (other && (other == call || (like != call && promptOf(*other) == promptOf(*call))))
            like = other;
    }
    return like;
}

} // namespace

LaneCalls::LaneCalls(LaneArrangement *arrangement)
    : QObject(arrangement)
    , m_arrangement(arrangement)
{
    connect(arrangement, &LaneArrangement::adding, this, &LaneCalls::follow);
    connect(arrangement, &LaneArrangement::changed, this, &LaneCalls::changed);
    connect(arrangement, &LaneArrangement::currentChanged, this, &LaneCalls::changed);
}

void LaneCalls::follow(Lane *lane)
{
    connect(lane, &Lane::busyChanged, this, &LaneCalls::changed);
    connect(lane, &Lane::conversationChanged, this, &LaneCalls::changed);
    const auto callOf = [lane](Conversation::TurnId turn) {
        return lane->session()->conversation().turn(turn).call;
    };
    const ReaderRequests *requests = lane->view()->requests();
    connect(requests, &ReaderRequests::inspectRequested, this,
        [this, callOf](int turn) { Q_EMIT inspectRequested(callOf(turn)); });
    connect(requests, &ReaderRequests::inspectTextRequested, this,
        [this, callOf](int turn, const QString &text, int nth) {
            Q_EMIT inspectTextRequested(callOf(turn), text, nth);
        });
    connect(lane->header()->menu(), &LaneMenu::inspectRequested, this,
        [this, lane] { Q_EMIT inspectRequested(newestCallOf(*lane)); });
}

std::shared_ptr<const Call> LaneCalls::newest() const
{
    const Lane *lane = m_arrangement->current();
    return lane ? newestCallOf(*lane) : nullptr;
}

Page::Calls LaneCalls::round(const std::shared_ptr<const Call> &call) const
{
    Page::Calls round;
    bool isThere = false;
    for (const Lane *lane : m_arrangement->lanes()) {
        const std::shared_ptr<const Call> like = callLike(call, *lane);
        if (like)
            round.append({m_arrangement->nameOf(lane), like});
        isThere = isThere || like == call;
    }
    return isThere ? round : Page::Calls();
}

} // namespace Parlance
