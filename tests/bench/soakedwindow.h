// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "census.h"
#include "faults/peer.h"
#include "fixture/windowfixture.h"
#include "support/manualclock.h"

#include <QRandomGenerator>
#include <QTimer>
#include <vector>

namespace Parlance::Bench {

/// A window whose lanes ask gateways that fail in every way, at random, while somebody stops answers, ends
/// conversations, replaces lanes and looks into the inspector. A minute takes less than half a second of it.
class SoakedWindow : public QObject
{
    Q_OBJECT

public:
    SoakedWindow(int lanes, quint32 seed);

    /// Sends a prompt to all lanes and waits until none is busy. False if one still is after 30 s.
    [[nodiscard]] bool ask();
    /// Ends all conversations, and waits until all connections are closed. Then says what is held.
    [[nodiscard]] Census rest();

    /// The answers so far.
    [[nodiscard]] qint64 turns() const { return m_turns; }
    [[nodiscard]] QHash<Reply::State, int> endings() const { return m_endings; }
    /// The answers that the conversations keep.
    [[nodiscard]] qsizetype keptTurns() const;
    /// The bytes of the calls that are kept.
    [[nodiscard]] qint64 heldBytes() { return m_fixture.client().calls().heldBytes(); }

private:
    [[nodiscard]] bool isChance(int ofHow) { return m_random.bounded(ofHow) == 0; }
    [[nodiscard]] LaneChoice anyChoice();
    void openGateways();
    void addLane();
    void follow(Lane *lane);
    void meddle();
    void endSome();

    QRandomGenerator m_random;
    std::vector<std::unique_ptr<FaultServer>> m_servers;
    ManualClock m_clock;
    WindowFixture m_fixture;
    QTimer m_time; ///< passes
    qint64 m_turns = 0;
    QHash<Reply::State, int> m_endings;
};

} // namespace Parlance::Bench
