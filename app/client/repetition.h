// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"

#include <QObject>
#include <QPointer>
#include <vector>

namespace Parlance {

class ChatClient;
class Exchange;

/// Asks several targets the same again and again, with exchanges of its own. The targets are asked side by
/// side, each one request after the other, so that its repeats do not slow each other down.
///
/// The client keeps the gateways' rate limits. A 429 with a Retry-After is waited for and asked again, and no
/// reply; any other failure is a reply like the others. A target is given up when
/// its failure would only come again: a wrong key, no credits, a request that is not understood, a limit
/// without an end. A handler may stop or delete the repetition.
class Repetition : public QObject
{
    Q_OBJECT

public:
    struct Task
    {
        Target target; ///< without a problem
        ChatRequest request;
    };

    explicit Repetition(ChatClient *client, QObject *parent = nullptr);
    ~Repetition() override;

    /// Asks each task so many times. Not while it is running.
    void start(const QList<Task> &tasks, int times);
    /// Ends now. The replies that are under way do not count; `finished()` comes from inside this call.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void replied(qsizetype task, const std::shared_ptr<const Parlance::Call> &call);
    /// The task's next request goes in so long; 0 when it goes after it has waited.
    void waiting(qsizetype task, std::chrono::milliseconds time);
    /// The task is asked no more, though there were repeats left. Comes after its last `replied()`.
    void gaveUp(qsizetype task);
    /// All is asked, given up or stopped. Comes exactly once for each `start()`, never from within it.
    void finished();

private:
    struct State
    {
        Task task;
        int left = 0;
        int limitsInRow = 0;
        QPointer<Exchange>
            exchange; ///< the newest; kept when it is over, so that its connection can end in peace
    };

    void askNext(qsizetype task);
    void askSoon(qsizetype task);
    void ask(qsizetype task);
    void take(qsizetype task);
    /// True if the reply is no reply, but the word to wait.
    [[nodiscard]] bool mustWait(const State &state, const Reply &reply);
    void end();

    ChatClient *m_client;
    std::vector<State> m_tasks;
    size_t m_open = 0;          ///< tasks that are not over
    QObject *m_round = nullptr; ///< the parent of what a stop ends
    bool m_running = false;
};

} // namespace Parlance
