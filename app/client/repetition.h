// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"

#include <QObject>
#include <QPointer>
#include <vector>

namespace Parlance {

class ChatClient;
class Exchange;

/// Sends the same requests to several targets repeatedly, with its own exchanges. The targets run in
/// parallel; each gets one request at a time, so that its repeats do not slow each other down.
///
/// The client applies the gateways' rate limits. A 429 is waited for as `retryAdvice()` says and repeated,
/// and does not count as a reply unless it persists; any other failure counts. A target is given up if its
/// failure would recur: a wrong key, no credits, an invalid request, a persistent rate limit. A handler may
/// stop or delete the repetition.
class Repetition : public QObject
{
    Q_OBJECT

public:
    struct Task
    {
        Target target; ///< without a problem
        ChatRequest request;
        int mostPauses = 0; ///< how often an answer may go on after a pause
    };

    explicit Repetition(ChatClient *client, QObject *parent = nullptr);
    ~Repetition() override;

    /// Sends each task's request `times` times. Must not be running.
    void start(const QList<Task> &tasks, int times);
    /// Stops now. Running replies do not count; emits `finished()` from inside this call.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// The time until the rate limits let the last request go; zero if nothing has to wait.
    [[nodiscard]] std::chrono::milliseconds lastGoesIn() const;

Q_SIGNALS:
    /// The server paused its answer, which goes on with the next request and counts as one reply with it.
    void paused(qsizetype task, const std::shared_ptr<const Parlance::Call> &call);
    void replied(qsizetype task, const std::shared_ptr<const Parlance::Call> &call);
    /// The rate limit delays the task's next request by this time; 0 when it is sent after a delay.
    void waiting(qsizetype task, std::chrono::milliseconds time);
    /// The task was given up with repeats left. Comes after its last `replied()`.
    void gaveUp(qsizetype task);
    /// All tasks are finished, given up or stopped. Comes exactly once for each `start()`, never from inside
    /// it.
    void finished();

private:
    struct State
    {
        Task task;
        int left = 0;
        int consecutiveLimits = 0; ///< refusals of one request
        int untoldLimits = 0;      ///< those without a time to wait
        QList<Message> soFar = {}; ///< the paused answers of one reply
        QPointer<Exchange>
            exchange; ///< the newest; kept after its end, so that its connection can close normally
    };

    void askNext(qsizetype task);
    void askSoon(qsizetype task);
    void ask(qsizetype task);
    void take(qsizetype task);
    /// True if the reply only asks to wait, and does not count.
    [[nodiscard]] bool mustWait(State &state, const Reply &reply);
    [[nodiscard]] static bool goesOn(State &state, const Call &call);
    void end();

    ChatClient *m_client;
    std::vector<State> m_tasks;
    size_t m_open = 0;          ///< tasks that are not finished
    QObject *m_round = nullptr; ///< the parent of what `stop()` ends
    bool m_running = false;
};

} // namespace Parlance
