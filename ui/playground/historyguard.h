// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/chatsession.h"

#include <QPointer>
#include <functional>

class QScrollArea;

namespace Parlance {

class HistoryNotice;
class Lane;
class LaneArrangement;
class PromptTarget;

/// Keeps a page from sending what a gateway would refuse: says it where one sends, leads to the message, and
/// lets it pass when the user says so.
class HistoryGuard : public QObject
{
    Q_OBJECT

public:
    /// `strip` is what the lanes are scrolled in.
    HistoryGuard(
        LaneArrangement *arrangement, const PromptTarget *aim, QScrollArea *strip, HistoryNotice *notice);

    using Check = std::function<std::optional<RefusedTurn>(const ChatSession &)>;
    /// True if one of these lanes does not pass the check, and then says so. `again` is what was to be done,
    /// and is done if the user wants it all the same: nothing is stopped then.
    [[nodiscard]] bool stops(
        const QList<Lane *> &lanes, const Check &check, const std::function<void()> &again);

private:
    /// Asks again for an answer of this lane, if that is not stopped.
    void askAgain(Lane *lane, Conversation::TurnId answer);
    /// Follows what becomes of a lane: the notice goes with its reason.
    void watch(Lane *lane);
    bool refuse();
    void showMessage();
    void sendAnyway();
    [[nodiscard]] QString describe(const Lane &lane, const RefusedTurn &refused) const;

    LaneArrangement *m_arrangement;
    QScrollArea *m_strip;
    HistoryNotice *m_notice;
    QList<QPointer<Lane>> m_lanes;
    Check m_check;
    std::function<void()> m_again;
    QPointer<Lane> m_refusedLane;
    RefusedTurn m_refused;
    bool m_anyway = false;
};

} // namespace Parlance
