// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/toolresults.h"

#include "ui/playground/lanearrangement.h"
#include "ui/playground/toolresultbar.h"
#include "workspace/toolloop.h"

#include <QJsonDocument>

#include <algorithm>

namespace Parlance {

namespace {

/// True for calls of one tool with the same arguments, however they are written.
bool areSame(const ToolCall &one, const ToolCall &other)
{
    if (one.name != other.name)
        return false;
    const auto value = [](const ToolCall &call) {
        return QJsonDocument::fromJson(call.arguments.toUtf8());
    };
    return one.arguments == other.arguments || (!value(one).isNull() && value(one) == value(other));
}

/// The index of the first call in the lane that is the same and has no result yet; -1 if there is none.
qsizetype placeOf(const ToolCall &call, const Lane &lane)
{
    const QList<ToolLoop::Waiting> &waiting = lane.toolLoop()->waiting();
    const auto isSame = [&call](const ToolLoop::Waiting &other) {
        return !other.isGiven && areSame(other.call, call);
    };
    const auto found = std::ranges::find_if(waiting, isSame);
    return found == waiting.cend() ? -1 : found - waiting.cbegin();
}

} // namespace

ToolResults::ToolResults(LaneArrangement *arrangement)
    : QObject(arrangement)
    , m_arrangement(arrangement)
{
    connect(arrangement, &LaneArrangement::adding, this, &ToolResults::follow);
    connect(arrangement, &LaneArrangement::changed, this, &ToolResults::count);
}

void ToolResults::follow(Lane *lane)
{
    connect(lane->toolLoop(), &ToolLoop::changed, this, &ToolResults::count);
    connect(lane->toolResultBar(), &ToolResultBar::callChanged, this, &ToolResults::count);
    connect(lane->toolResultBar(), &ToolResultBar::done, this, &ToolResults::given);
    connect(lane->toolResultBar(), &ToolResultBar::givenToOthers, this,
        [this, lane](const ToolCall &call, const QString &text, bool isError) {
            giveToOthers(lane, call, text, isError);
        });
}

void ToolResults::count()
{
    const QList<Lane *> &lanes = m_arrangement->lanes();
    for (const Lane *lane : lanes) {
        const ToolCall *call = lane->toolResultBar()->call();
        const auto waitsToo = [lane, call](const Lane *other) {
            return call && other != lane && placeOf(*call, *other) >= 0;
        };
        lane->toolResultBar()->setOthers(static_cast<int>(std::ranges::count_if(lanes, waitsToo)));
    }
}

void ToolResults::giveToOthers(const Lane *from, const ToolCall &call, const QString &text, bool isError)
{
    const QList<Lane *> lanes = m_arrangement->lanes();
    for (const Lane *lane : lanes) {
        if (const qsizetype place = placeOf(call, *lane); lane != from && place >= 0)
            lane->toolLoop()->give(place, text, isError);
    }
}

bool ToolResults::edit()
{
    QList<Lane *> lanes = m_arrangement->lanes();
    lanes.prepend(m_arrangement->current());
    const auto waiting = std::ranges::find_if(
        lanes, [](const Lane *lane) { return lane && !lane->toolLoop()->waiting().isEmpty(); });
    if (waiting == lanes.cend())
        return false;
    Lane *lane = *waiting;
    m_arrangement->setCurrent(lane);
    if (!lane->isVisible()) // another lane is maximized
        m_arrangement->toggleMaximized(lane);
    lane->toolResultBar()->editFirst();
    return true;
}

} // namespace Parlance
