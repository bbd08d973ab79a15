// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/laneasking.h"

#include "client/chatsession.h"
#include "client/questions.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/replaybar.h"

namespace Parlance {

LaneAsking::LaneAsking(Lane *lane, ReplayBar *replay)
    : QObject(lane)
    , m_lane(lane)
    , m_replay(replay)
{
}

bool LaneAsking::isReady()
{
    const bool isReady = !m_lane->connection()->lacksModel() && !hasUnsentParameters(*m_lane);
    if (!isReady)
        Q_EMIT refused();
    return isReady;
}

void LaneAsking::answerAfter(Conversation::TurnId turn)
{
    ChatSession *session = m_lane->session();
    if (!session->isBusy() && !m_lane->connection()->isReplay() && isReady())
        session->answerAfter(turn);
}

void LaneAsking::regenerate(Conversation::TurnId turn)
{
    ChatSession *session = m_lane->session();
    if (session->isBusy() || !isThere(session->conversation(), turn))
        return;
    if (m_lane->connection()->isReplay())
        return m_replay->playAgain();
    if (!isReady())
        return;
    const Conversation &conversation = session->conversation();
    const bool isQuestion = conversation.turn(turn).message.role == Role::User;
    const Conversation::TurnId question = isQuestion ? turn : conversation.turn(turn).parent;
    if (question == Conversation::Root || conversation.turn(question).removed)
        return;
    if (conversation.turn(question).message.role == Role::User) // first: what fails at once gives it back
        Q_EMIT promptRetried(conversation.turn(question).asTyped());
    session->regenerate(turn);
}

} // namespace Parlance
