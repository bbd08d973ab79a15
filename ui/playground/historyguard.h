// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/chatsession.h"

#include <QHash>
#include <QPointer>
#include <functional>

class QScrollArea;

namespace Parlance {

class HistoryNotice;
class Lane;
class LaneArrangement;
class PromptTarget;

/// Stops a page from sending a conversation that a gateway would refuse: says so next to the prompt, leads to
/// the faulty message, and sends anyway if the user insists.
class HistoryGuard : public QObject
{
    Q_OBJECT

public:
    /// `strip` is the scroll area of the lanes.
    HistoryGuard(
        LaneArrangement *arrangement, const PromptTarget *target, QScrollArea *strip, HistoryNotice *notice);

    using Check = std::function<std::optional<RefusedTurn>(const ChatSession &)>;
    /// True if one of these lanes fails the check; then says so. `again` repeats the stopped action: called
    /// if the user sends anyway, with nothing stopped.
    [[nodiscard]] bool stops(
        const QList<Lane *> &lanes, const Check &check, const std::function<void()> &again);

private:
    /// Requests this answer of the lane again, unless the check stops it.
    void askAgain(Lane *lane, Conversation::TurnId answer);
    /// The same, but what the user has sent anyway is not stopped for the same reason.
    void retry(Lane *lane, Conversation::TurnId answer);
    /// Requests an answer that follows this turn, unless the check stops it.
    void answerAfter(Lane *lane, Conversation::TurnId turn);
    /// Checks again when the lane changes, and hides the notice once its reason is gone.
    void watch(Lane *lane);
    bool refuse();
    void showMessage();
    void repair();
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
    QHash<quint64, RefusedTurn> m_insisted; ///< what was sent anyway last, by the lane's id
    bool m_anyway = false;
};

} // namespace Parlance
