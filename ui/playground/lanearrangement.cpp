// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanearrangement.h"

#include "client/chatsession.h"
#include "client/replaytarget.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/lanestrip.h"
#include "view/conversation/conversationview.h"

#include <QApplication>

#include <algorithm>
#include <utility>

namespace Parlance {

LaneArrangement::LaneArrangement(const Lane::Shared &shared, LaneStrip *strip, QObject *parent)
    : QObject(parent)
    , m_shared(shared)
    , m_strip(strip)
{
    connect(qApp, &QApplication::focusChanged, this,
        [this](const QWidget *, const QWidget *now) { followFocus(now); });
}

/// A press on what takes no focus, such as an empty lane.
bool LaneArrangement::eventFilter(QObject *watched, QEvent *event)
{
    Lane *lane = event->type() == QEvent::MouseButtonPress ? qobject_cast<Lane *>(watched) : nullptr;
    if (lane && m_lanes.contains(lane))
        setCurrent(lane);
    return QObject::eventFilter(watched, event);
}

void LaneArrangement::followFocus(const QWidget *focus)
{
    for (Lane *lane : std::as_const(m_lanes)) {
        if (focus && lane->isAncestorOf(focus))
            setCurrent(lane);
    }
}

QString LaneArrangement::nameOf(const Lane *lane) const
{
    return nameAmong(m_lanes, lane);
}

Lane *LaneArrangement::current() const
{
    if (m_current && m_lanes.contains(m_current))
        return m_current;
    return m_lanes.isEmpty() ? nullptr : m_lanes.first();
}

void LaneArrangement::setCurrent(Lane *lane)
{
    m_strip->bringIntoSight(lane);
    if (lane == m_current)
        return;
    m_current = lane;
    showCurrent();
    Q_EMIT currentChanged();
}

Lane *LaneArrangement::add(const LaneChoice &choice, qsizetype place)
{
    auto *lane = new Lane(m_shared);
    lane->choose(choice);
    insert(lane, std::min(place, m_lanes.size()));
    return lane;
}

void LaneArrangement::open(const LaneChoice &choice)
{
    Lane *lane = add(choice);
    setCurrent(lane);
    Q_EMIT added(lane);
}

void LaneArrangement::addNext()
{
    open(nextChoice(m_lanes, *current()));
}

Lane *LaneArrangement::duplicate(const Lane *lane)
{
    const auto &replay = lane->connection()->replay();
    if (!replay)
        return insertLike(lane);
    Target target = lane->connection()->target();
    target.replay = std::make_shared<Replay>(replay->capture(), replay->name());
    return insertReplay(target, m_lanes.indexOf(lane) + 1);
}

Lane *LaneArrangement::insertLike(const Lane *lane)
{
    auto *duplicate = new Lane(m_shared);
    duplicate->choose(lane->choice());
    duplicate->setParameters(lane->parameters());
    insert(duplicate, m_lanes.indexOf(lane) + 1);
    m_strip->bringIntoSight(duplicate);
    Q_EMIT added(duplicate);
    return duplicate;
}

Lane *LaneArrangement::addReplay(const Target &target)
{
    Lane *lane = insertReplay(target, m_lanes.size());
    setCurrent(lane);
    return lane;
}

/// Another lane that is made from this one talks to the captured gateway, or else to that of the current
/// lane.
Lane *LaneArrangement::insertReplay(const Target &target, qsizetype place)
{
    auto *lane = new Lane(m_shared);
    if (current())
        lane->choose(current()->choice());
    lane->choose({.gateway = target.gateway.id, .model = capturedRequest(target.replay->capture()).model});
    lane->connection()->play(target);
    insert(lane, place);
    lane->session()->send(questionOf(*target.replay));
    Q_EMIT added(lane);
    return lane;
}

void LaneArrangement::insert(Lane *lane, qsizetype place)
{
    Q_EMIT adding(lane);
    m_lanes.insert(place, lane);
    lane->installEventFilter(this);
    connectLane(lane);
    connectHeader(lane);
    connectDrag(lane);
    if (m_strip->maximized()) // it would hide the new one
        m_strip->maximize(nullptr);
    showOrder();
}

void LaneArrangement::close(Lane *lane)
{
    if (m_lanes.size() == 1)
        return;
    Q_EMIT closing(lane);
    lane->session()->clear(); // so that it gives no prompt back
    const qsizetype place = m_lanes.indexOf(lane);
    m_lanes.removeAt(place);
    lane->setParent(m_strip->parentWidget()); // takes it out of the strip and hides it
    lane->deleteLater();
    showOrder();
    if (m_current == lane)
        setCurrent(m_lanes.at(std::min(place, m_lanes.size() - 1)));
}

void LaneArrangement::move(Lane *lane, qsizetype place)
{
    const qsizetype from = m_lanes.indexOf(lane);
    const qsizetype to = place > from ? place - 1 : place;
    if (from == to)
        return;
    m_lanes.move(from, to);
    showOrder();
    Q_EMIT moved(lane, from);
}

void LaneArrangement::moveCurrent(int step)
{
    Lane *lane = current();
    const qsizetype to = m_lanes.indexOf(lane) + step;
    if (to < 0 || to >= m_lanes.size())
        return;
    move(lane, step > 0 ? to + 1 : to);
    m_strip->bringIntoSight(lane);
}

bool LaneArrangement::cancelDrag()
{
    if (!m_dragged)
        return false;
    std::exchange(m_dragged, nullptr)->header()->cancelDrag();
    return true;
}

bool LaneArrangement::isMaximized() const
{
    return m_strip->maximized() != nullptr;
}

void LaneArrangement::toggleMaximized(Lane *lane)
{
    if (m_lanes.size() > 1)
        m_strip->maximize(m_strip->maximized() ? nullptr : lane);
    showOrder();
}

void LaneArrangement::equalizeWidths()
{
    m_strip->equalizeWidths();
}

void LaneArrangement::connectLane(Lane *lane)
{
    connect(lane, &Lane::choiceChanged, this, [this] {
        showNames();
        Q_EMIT changed();
    });
    connect(lane, &Lane::duplicateRequested, this, [this, lane] { duplicate(lane); });
    connect(lane, &Lane::branchRequested, this,
        [this, lane](Conversation::TurnId last) { insertLike(lane)->branchFrom(*lane, last); });
}

void LaneArrangement::connectHeader(Lane *lane)
{
    const LaneHeader *header = lane->header();
    connect(header, &LaneHeader::pressed, this, [this, lane] { setCurrent(lane); });
    connect(header, &LaneHeader::maximizeToggled, this, [this, lane] { toggleMaximized(lane); });
    connect(header->menu(), &LaneMenu::maximizeToggled, this, [this, lane] { toggleMaximized(lane); });
    connect(header->menu(), &LaneMenu::moveRequested, this, [this, lane](int step) {
        setCurrent(lane);
        moveCurrent(step);
    });
}

void LaneArrangement::connectDrag(Lane *lane)
{
    const LaneHeader *header = lane->header();
    connect(header, &LaneHeader::dragged, this, [this, lane](const QPoint &global) {
        if (m_strip->maximized()) // there is no other place
            return;
        m_dragged = lane;
        m_strip->dragTo(global);
    });
    connect(header, &LaneHeader::dropped, this, [this, lane](const QPoint &global) {
        if (std::exchange(m_dragged, nullptr))
            move(lane, m_strip->dragTo(global));
        m_strip->endDrag();
    });
    connect(header, &LaneHeader::dragCancelled, m_strip, &LaneStrip::endDrag);
}

void LaneArrangement::showOrder()
{
    for (Lane *lane : std::as_const(m_lanes))
        lane->setCompact(m_lanes.size() > 1); // first: a compact lane needs less room
    m_strip->setLanes({m_lanes.cbegin(), m_lanes.cend()});
    for (qsizetype i = 0; i < m_lanes.size(); ++i) {
        LaneHeader *header = m_lanes.at(i)->header();
        header->menu()->setNeighbours(i > 0, i + 1 < m_lanes.size());
        header->setMaximizedOf(m_lanes.at(i) == m_strip->maximized() ? static_cast<int>(m_lanes.size()) : 0);
    }
    showNames();
    showCurrent();
    Q_EMIT changed();
}

void LaneArrangement::showNames()
{
    for (const Lane *lane : std::as_const(m_lanes))
        lane->view()->setName(m_lanes.size() > 1 ? nameOf(lane) : QString());
}

void LaneArrangement::showCurrent()
{
    for (const Lane *lane : std::as_const(m_lanes))
        lane->header()->setCurrent(m_lanes.size() > 1 && lane == current());
}

} // namespace Parlance
