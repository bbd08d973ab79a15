// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/repetition.h"

#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/pausedcall.h"
#include "client/retrypolicy.h"

#include <QTimer>

#include <algorithm>
#include <map>
#include <ranges>

namespace Parlance {

namespace {

constexpr int MaxConsecutiveLimits = 3; ///< told ones: a server that asks to wait again and again

} // namespace

Repetition::Repetition(ChatClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Repetition::~Repetition() = default;

void Repetition::start(const QList<Task> &tasks, int times)
{
    Q_ASSERT(!m_running);
    m_round = new QObject(this);
    m_running = true;
    m_tasks.clear();
    for (const Task &task : tasks)
        m_tasks.push_back({.task = task, .left = times, .exchange = {}});
    m_open = m_tasks.size();
    for (qsizetype task = 0; task < tasks.size(); ++task)
        askSoon(task);
    if (tasks.isEmpty())
        QTimer::singleShot(0, m_round, [this] { end(); });
}

void Repetition::stop()
{
    if (m_running)
        end();
}

/// Of each task, one request is under way, or waits and is counted with the others that wait.
std::chrono::milliseconds Repetition::lastGoesIn() const
{
    std::map<QString, std::pair<RateLimit, qint64>> groups;
    for (const State &state : m_tasks) {
        auto &[limit, count] = groups[state.task.target.limit.group];
        limit = state.task.target.limit;
        count += std::max(0, state.left - 1);
    }
    std::chrono::milliseconds last{0};
    for (const auto &[limit, count] : groups | std::views::values)
        last = std::max(last, m_client->rateLimits().timeFor(limit, count));
    return last;
}

void Repetition::askSoon(qsizetype task)
{
    QTimer::singleShot(0, m_round, [this, task, round = m_round] {
        if (round == m_round) // an older round is deleted soon
            askNext(task);
    });
}

void Repetition::askNext(qsizetype task)
{
    if (m_tasks.at(static_cast<size_t>(task)).left > 0)
        ask(task);
    else if (--m_open == 0)
        end();
}

void Repetition::ask(qsizetype task)
{
    State &state = m_tasks.at(static_cast<size_t>(task));
    delete state.exchange;
    ChatRequest request = state.task.request;
    request.messages += state.soFar;
    state.exchange = m_client->start(state.task.target, request, m_round);
    connect(state.exchange, &Exchange::waiting, this,
        [this, task](std::chrono::milliseconds time) { Q_EMIT waiting(task, time); });
    connect(state.exchange, &Exchange::finished, this, [this, task] { take(task); });
}

/// A limit that the server tells is held by the client.
bool Repetition::mustWait(State &state, const Reply &reply)
{
    const bool isLimit = reply.error && reply.error->kind == ChatError::Kind::RateLimited;
    const RetryAdvice advice = retryAdvice(reply, state.untoldLimits, m_client->clock().utc());
    if (advice.kind != RetryAdvice::Kind::Wait)
        return false;
    if (!advice.isTold || !isLimit)
        m_client->rateLimits().hold(state.task.target.limit, advice.time);
    if (isLimit && !advice.isTold)
        ++state.untoldLimits;
    return isLimit && ++state.consecutiveLimits < MaxConsecutiveLimits + state.untoldLimits;
}

/// Notes a paused answer, unless it paused too often.
bool Repetition::goesOn(State &state, const Call &call)
{
    const Choice &answer = call.reply.first();
    if (!isPaused(call, answer) || state.soFar.size() >= state.task.mostPauses)
        return false;
    state.soFar.append({.role = Role::Assistant, .parts = answer.wholeParts()});
    return true;
}

void Repetition::take(qsizetype task)
{
    State &state = m_tasks.at(static_cast<size_t>(task));
    const std::shared_ptr<const Call> call = state.exchange->call();
    const Reply &reply = call->reply;
    if (mustWait(state, reply))
        return askSoon(task);
    const bool limited = reply.error && reply.error->kind == ChatError::Kind::RateLimited;
    const bool hopeless = limited || (reply.error && isHopeless(*reply.error));
    state.consecutiveLimits = 0;
    state.untoldLimits = 0;
    if (goesOn(state, *call)) {
        askSoon(task);
        return Q_EMIT paused(task, call);
    }
    state.soFar.clear();
    --state.left;
    askSoon(task); // before the signals: a handler may stop the repetition
    const bool givenUp = hopeless && state.left > 0;
    if (givenUp)
        state.left = 0;
    const QPointer<QObject> round = m_round;
    Q_EMIT replied(task, call);
    if (givenUp && round && round == m_round)
        Q_EMIT gaveUp(task);
}

/// The exchanges of a stopped round are deleted later, because this may run in a handler of one of them.
void Repetition::end()
{
    m_running = false;
    for (const State &state : m_tasks) {
        if (state.exchange)
            state.exchange->disconnect(this);
    }
    if (m_round)
        m_round->deleteLater();
    m_round = nullptr;
    Q_EMIT finished();
}

} // namespace Parlance
