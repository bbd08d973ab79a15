// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/historyguard.h"

#include "ui/compose/historynotice.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/messageactions.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/toolresultbar.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "workspace/toolloop.h"

#include <QScopedValueRollback>
#include <QScrollArea>

namespace Parlance {

namespace {

QString whatIsWrong(const RefusedTurn &refused, const QString &gateway, const QString &message)
{
    switch (refused.why) {
    case HistoryProblem::Kind::BeginsWithAssistant:
        return HistoryGuard::tr(
            "Conversations with %1 begin with a user message, and message %2 is an answer. "
            "Delete it, too.")
            .arg(gateway, message);
    case HistoryProblem::Kind::CallWithoutResult:
        return HistoryGuard::tr(
            "The tool call %1 in message %2 has no result. Give it one, or delete the message.")
            .arg(refused.tool, message);
    case HistoryProblem::Kind::ResultWithoutCall:
        return HistoryGuard::tr("Message %1 is the result of a tool call that does not come right before it.")
            .arg(message);
    case HistoryProblem::Kind::PartNotTaken:
        return HistoryGuard::tr("%1 takes text alone, and message %2 has a picture or a document. Delete the "
                                "message, or send without it.")
            .arg(gateway, message);
    }
    Q_UNREACHABLE_RETURN({});
}

QString repairText(HistoryProblem::Kind why)
{
    switch (why) {
    case HistoryProblem::Kind::CallWithoutResult:
        return HistoryGuard::tr("Add an empty result");
    case HistoryProblem::Kind::PartNotTaken:
        return HistoryGuard::tr("Take it out");
    case HistoryProblem::Kind::BeginsWithAssistant:
    case HistoryProblem::Kind::ResultWithoutCall:
        return HistoryGuard::tr("Delete it");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

HistoryGuard::HistoryGuard(
    LaneArrangement *arrangement, const PromptTarget *target, QScrollArea *strip, HistoryNotice *notice)
    : QObject(arrangement)
    , m_arrangement(arrangement)
    , m_strip(strip)
    , m_notice(notice)
{
    connect(notice, &HistoryNotice::showRequested, this, &HistoryGuard::showMessage);
    connect(notice, &HistoryNotice::repairRequested, this, &HistoryGuard::repair);
    connect(notice, &HistoryNotice::sendRequested, this, &HistoryGuard::sendAnyway);
    connect(arrangement, &LaneArrangement::adding, this, &HistoryGuard::watch);
    connect(target, &PromptTarget::changed, notice, &QWidget::hide);
}

bool HistoryGuard::stops(const QList<Lane *> &lanes, const Check &check, const std::function<void()> &again)
{
    if (m_anyway)
        return false;
    m_lanes.assign(lanes.cbegin(), lanes.cend());
    m_check = check;
    m_again = again;
    if (!refuse())
        return false;
    m_refusedLane->view()->mark(static_cast<int>(m_refused.turn));
    return true;
}

bool HistoryGuard::refuse()
{
    for (const QPointer<Lane> &lane : std::as_const(m_lanes)) {
        if (!lane)
            continue;
        if (const auto refused = m_check(*lane->session())) {
            m_refusedLane = lane;
            m_refused = *refused;
            m_notice->say(describe(*lane, *refused), repairText(refused->why));
            return true;
        }
    }
    m_notice->hide();
    return false;
}

void HistoryGuard::askAgain(Lane *lane, Conversation::TurnId answer)
{
    if (lane->session()->isBusy())
        return;
    const auto check = [answer](const ChatSession &session) {
        return session.refusedWith(answer);
    };
    const auto again = [this, asked = QPointer(lane), answer] {
        if (asked)
            askAgain(asked, answer);
    };
    if (!stops({lane}, check, again))
        lane->asking()->regenerate(answer);
}

void HistoryGuard::answerAfter(Lane *lane, Conversation::TurnId turn)
{
    if (lane->session()->isBusy())
        return;
    const auto check = [turn](const ChatSession &session) {
        return session.refusedAfter(turn);
    };
    const auto again = [this, asked = QPointer(lane), turn] {
        if (asked)
            answerAfter(asked, turn);
    };
    if (!stops({lane}, check, again))
        lane->asking()->answerAfter(turn);
}

void HistoryGuard::retry(Lane *lane, Conversation::TurnId answer)
{
    const auto refused = lane->session()->refusedWith(answer);
    const QScopedValueRollback anyway(m_anyway, refused && m_insisted.value(lane->id()) == *refused);
    askAgain(lane, answer);
}

void HistoryGuard::watch(Lane *lane)
{
    const auto look = [this] {
        if (!m_notice->isHidden())
            refuse();
    };
    connect(lane, &Lane::conversationChanged, this, look);
    connect(lane, &Lane::choiceChanged, this, look);
    connect(lane, &Lane::againRequested, this,
        [this, lane](Conversation::TurnId answer) { askAgain(lane, answer); });
    connect(lane->view()->requests(), &ReaderRequests::answerRequested, this,
        [this, lane](int turn) { answerAfter(lane, turn); });
    connect(lane, &Lane::retryDue, this, [this, lane](Conversation::TurnId answer) { retry(lane, answer); });
}

void HistoryGuard::showMessage()
{
    Lane *lane = m_refusedLane;
    if (!lane)
        return;
    m_arrangement->setCurrent(lane);
    if (!lane->isVisible()) // another lane is maximized
        m_arrangement->toggleMaximized(lane);
    m_strip->ensureWidgetVisible(lane);
    lane->view()->mark(static_cast<int>(m_refused.turn));
    lane->view()->setFocus();
    if (m_refused.why != HistoryProblem::Kind::CallWithoutResult)
        return;
    lane->toolLoop()->open(m_refused.turn);
    lane->toolResultBar()->editFirst();
}

/// Checks again by itself, as the conversation changes.
void HistoryGuard::repair()
{
    if (m_refusedLane)
        m_refusedLane->messageActions()->repair(m_refused);
}

void HistoryGuard::sendAnyway()
{
    const QScopedValueRollback anyway(m_anyway, true);
    m_notice->hide();
    for (const QPointer<Lane> &lane : std::as_const(m_lanes)) {
        if (const auto refused = lane ? m_check(*lane->session()) : std::nullopt)
            m_insisted.insert(lane->id(), *refused);
    }
    const auto again = m_again;
    again();
}

QString HistoryGuard::describe(const Lane &lane, const RefusedTurn &refused) const
{
    const qsizetype place = lane.session()->conversation().path().indexOf(refused.turn) + 1;
    const QString number = QString::number(place);
    const QString what = whatIsWrong(refused, lane.gateway().fullName(), number);
    return m_arrangement->lanes().size() > 1
               ? tr("Nothing was sent. %1: %2").arg(m_arrangement->nameOf(&lane), what)
               : tr("Nothing was sent. %1").arg(what);
}

} // namespace Parlance
