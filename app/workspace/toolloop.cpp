// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/toolloop.h"

#include "client/chatsession.h"
#include "client/pausedcall.h"

#include <algorithm>
#include <ranges>

namespace Parlance {

namespace {

/// The results that the path has for the calls of this answer.
QList<ToolResult> resultsOf(const Conversation &conversation, Conversation::TurnId answer)
{
    const QList<Conversation::TurnId> path = conversation.path();
    QList<ToolResult> results;
    for (auto next = std::ranges::upper_bound(path, answer);
        next != path.cend() && conversation.turn(*next).message.role == Role::Tool; ++next)
        results += conversation.turn(*next).message.results();
    return results;
}

} // namespace

ToolLoop::ToolLoop(ChatSession *session, std::function<bool()> mayAsk, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_mayAsk(std::move(mayAsk))
{
    connect(session, &ChatSession::turnAdded, this, &ToolLoop::follow);
    connect(session, &ChatSession::pathChanged, this, &ToolLoop::follow);
    // Later, when all have taken note of the reply.
    connect(session, &ChatSession::replyFinished, this, &ToolLoop::follow, Qt::QueuedConnection);
    connect(session, &ChatSession::replyFinished, this, &ToolLoop::goOnByItself, Qt::QueuedConnection);
}

void ToolLoop::setTools(const LaneTools &tools)
{
    m_tools = tools;
    for (Waiting &waiting : m_waiting) {
        if (!waiting.isGiven)
            offer(waiting);
    }
    if (!m_waiting.isEmpty())
        Q_EMIT changed();
}

/// Waits for the results of the newest answer, unless it goes on after it.
void ToolLoop::follow()
{
    const Conversation &conversation = m_session->conversation();
    const Conversation::TurnId last = conversation.last();
    const bool waits = !m_session->isBusy() && last != Conversation::Root && conversation.turn(last).call &&
                       !conversation.turn(last).call->isReplay;
    wait(waits ? last : Conversation::Root);
}

void ToolLoop::open(Conversation::TurnId answer)
{
    if (m_session->isBusy())
        return;
    wait(answer);
    for (const ToolResult &result : resultsOf(m_session->conversation(), answer)) {
        const auto waiting =
            std::ranges::find(m_waiting, result.callId, [](const Waiting &waits) { return waits.call.id; });
        if (waiting != m_waiting.end())
            waiting->result = result;
    }
    Q_EMIT changed();
}

void ToolLoop::wait(Conversation::TurnId answer)
{
    if (answer == m_answer && answer != Conversation::Root)
        return;
    m_waiting.clear();
    m_isAtLimit = false;
    if (answer != Conversation::Root) {
        for (const ToolCall &call : m_session->conversation().turn(answer).answer().toolCalls()) {
            m_waiting.append({.call = call});
            m_waiting.last().result.callId = call.id;
            offer(m_waiting.last());
        }
    }
    m_answer = m_waiting.isEmpty() ? Conversation::Root : answer;
    m_paused = m_waiting.isEmpty() && isPausedAt(answer) ? answer : Conversation::Root;
    Q_EMIT changed();
}

void ToolLoop::offer(Waiting &waiting) const
{
    const auto tool = std::ranges::find(m_tools.list, waiting.call.name, &LaneTool::name);
    waiting.isOffered = tool != m_tools.list.cend() && !tool->result.isEmpty();
    waiting.result.text = waiting.isOffered ? tool->result : QString();
    waiting.result.isError = waiting.isOffered && tool->isErrorResult;
}

void ToolLoop::give(qsizetype call, const QString &text, bool isError)
{
    if (m_session->isBusy() || call < 0 || call >= m_waiting.size())
        return;
    Waiting &waiting = m_waiting[call];
    waiting.result = {.callId = waiting.call.id, .text = text, .isError = isError};
    waiting.isGiven = true;
    if (!std::ranges::all_of(m_waiting, &Waiting::isGiven) || !goOn())
        Q_EMIT changed();
}

void ToolLoop::resume()
{
    if (m_paused != Conversation::Root && m_mayAsk())
        m_session->answerAfter(m_paused);
}

void ToolLoop::goOnByItself()
{
    if (!mayGoOnByItself())
        return;
    m_isAtLimit = rounds() >= m_tools.mostRounds;
    if (m_isAtLimit)
        Q_EMIT changed();
    else if (m_paused != Conversation::Root)
        resume();
    else
        static_cast<void>(goOn());
}

bool ToolLoop::goOn()
{
    QList<ToolResult> results;
    std::ranges::transform(m_waiting, std::back_inserter(results), &Waiting::result);
    return m_mayAsk() && m_session->answerCalls(m_answer, results);
}

/// An answer that was stopped or broke off is left to the user.
bool ToolLoop::mayGoOnByItself() const
{
    if (m_session->isBusy())
        return false;
    if (m_paused != Conversation::Root)
        return true;
    return m_tools.answersItself && !m_waiting.isEmpty() &&
           std::ranges::all_of(m_waiting, &Waiting::isOffered) &&
           m_session->conversation().turn(m_answer).reply().state == Reply::State::Complete;
}

bool ToolLoop::isPausedAt(Conversation::TurnId answer) const
{
    if (answer == Conversation::Root)
        return false;
    const Conversation::Turn &turn = m_session->conversation().turn(answer);
    return turn.call && isPaused(*turn.call, turn.answer());
}

/// How often tools have answered since the last question, and the server has gone on after a pause.
int ToolLoop::rounds() const
{
    const Conversation &conversation = m_session->conversation();
    int rounds = 0;
    for (const Conversation::TurnId id : std::views::reverse(conversation.path())) {
        const Role role = conversation.turn(id).message.role;
        const Conversation::TurnId before = conversation.before(id);
        if (role == Role::User)
            break;
        rounds += role == Role::Tool || isPausedAt(before) ? 1 : 0;
    }
    return rounds;
}

} // namespace Parlance
