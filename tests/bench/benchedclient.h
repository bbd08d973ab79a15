// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchcommand.h"
#include "client/chatclient.h"
#include "client/target.h"
#include "stallmeter.h"

#include <memory>
#include <vector>

namespace Parlance {
class ChatSession;
} // namespace Parlance

namespace Parlance::Bench {

/// The floor of a window: the same client with a session for each lane, and nothing that shows what comes.
/// Says "ready" at once, and "done" and "settled" when all answers have ended.
class BenchedClient : public QObject
{
    Q_OBJECT

public:
    BenchedClient(const Target &target, int lanes);
    ~BenchedClient() override;

    /// Does what `Send`, `Memory` and `Quit` say, and ignores what needs a window.
    void run(const Command &command);

private:
    void send(const QString &model);
    void sayDone();

    ChatClient m_client;
    Target m_target;
    std::vector<std::unique_ptr<ChatSession>> m_sessions;
    StallMeter m_stalls;
    QElapsedTimer m_clock;
    int m_answering = 0; ///< lanes
    qsizetype m_deltas = 0;
};

} // namespace Parlance::Bench
