// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanepage.h"

#include "client/chatsession.h"
#include "client/modellist.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/tiermodel.h"
#include "ui/playground/forgetquestion.h"
#include "ui/playground/historyguard.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/lanestrip.h"
#include "ui/playground/promptaim.h"
#include "ui/playground/scrolllink.h"
#include "ui/playground/taborder.h"
#include "view/conversation/conversationview.h"
#include "workspace/appsettings.h"

#include <QApplication>
#include <QScrollBar>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace Parlance {

namespace {

constexpr int MinZoom = -6;
constexpr int MaxZoom = 10;

qreal zoomFactor(int steps)
{
    return std::pow(1.1, steps);
}

} // namespace

Lane::Shared LanePage::share(
    ChatClient *client, Connections *connections, const QList<Fault> &faults, QObject *owner)
{
    auto *tiers = new TierModel(connections->catalog(), owner);
    connect(connections, &Connections::catalogChanged, tiers,
        [connections, tiers] { tiers->setCatalog(connections->catalog()); });
    return {.client = client,
        .connections = connections,
        .models = new ModelList(client, connections, owner),
        .tiers = tiers,
        .faults = faults};
}

LanePage::LanePage(const Lane::Shared &shared, QWidget *parent)
    : QWidget(parent)
    , m_shared(shared)
    , m_strip(new LaneStrip)
    , m_prompt(new PromptBar)
    , m_aim(new PromptAim(m_prompt, this))
    , m_guard(new HistoryGuard(this, m_strip, m_prompt->historyNotice()))
    , m_scrollLink(new ScrollLink(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip, 1);
    layout->addWidget(m_prompt);
    m_inputTimer.setSingleShot(true);
    connect(&m_inputTimer, &QTimer::timeout, this, &LanePage::showInput);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        for (Lane *lane : std::as_const(m_lanes)) {
            if (now && lane->isAncestorOf(now))
                setCurrentLane(lane);
        }
    });
    connectPrompt();
}

LanePage::~LanePage()
{
    qApp->disconnect(this); // the focus leaves the lanes after the page has forgotten them
}

Lane *LanePage::addLane(const LaneChoice &choice, qsizetype place)
{
    auto *lane = new Lane(m_shared);
    lane->choose(choice);
    if (m_sameParameters && !m_lanes.isEmpty())
        lane->setParameters(currentLane()->parameters());
    lane->view()->setZoom(zoomFactor(Settings::zoom().value()));
    m_scrollLink->add(lane->view()->verticalScrollBar());
    m_lanes.insert(place < 0 ? m_lanes.size() : place, lane);
    connectLane(lane);
    connectHeader(lane);
    showOrder();
    return lane;
}

/// The lanes, their order or their number are others now.
void LanePage::showOrder()
{
    for (Lane *lane : std::as_const(m_lanes))
        lane->setCompact(m_lanes.size() > 1); // first: it needs less room then
    m_strip->setLanes({m_lanes.cbegin(), m_lanes.cend()});
    for (qsizetype i = 0; i < m_lanes.size(); ++i) {
        Lane *lane = m_lanes.at(i);
        lane->header()->menu()->setNeighbours(i > 0, i + 1 < m_lanes.size());
        lane->header()->setMaximizedOf(lane == m_strip->maximized() ? static_cast<int>(m_lanes.size()) : 0);
    }
    showNames();
    showCurrent();
    showAim();
    QList<QWidget *> parts(m_lanes.cbegin(), m_lanes.cend());
    chainTabStops(parts << m_prompt);
    Q_EMIT lanesChanged();
}

void LanePage::showNames()
{
    for (const Lane *lane : std::as_const(m_lanes))
        lane->view()->setName(m_lanes.size() > 1 ? nameOf(lane) : QString());
}

void LanePage::showCurrent()
{
    for (const Lane *lane : std::as_const(m_lanes))
        lane->header()->setCurrent(m_lanes.size() > 1 && lane == currentLane());
}

Lane *LanePage::duplicateLane(const Lane *lane)
{
    Lane *duplicate = addLane(lane->choice(), m_lanes.indexOf(lane) + 1);
    duplicate->setParameters(lane->parameters());
    Q_EMIT parametersChanged();
    m_strip->bringIntoSight(duplicate);
    return duplicate;
}

void LanePage::closeLane(Lane *lane)
{
    if (m_lanes.size() == 1)
        return;
    if (m_aim->lane() == lane)
        m_aim->cancel();
    lane->session()->clear(); // and gives no prompt back
    m_lanes.removeOne(lane);
    m_ownParameters.remove(lane);
    m_asked.removeOne(lane);
    lane->setParent(this); // out of the strip, and hidden
    lane->deleteLater();
    showOrder();
    onBusyChanged();
    if (m_current == lane)
        setCurrentLane(m_lanes.first());
}

void LanePage::closeCurrentLane()
{
    if (Lane *lane = currentLane())
        requestCloseLane(lane);
}

void LanePage::moveLane(Lane *lane, qsizetype place)
{
    const qsizetype from = m_lanes.indexOf(lane);
    const qsizetype to = place > from ? place - 1 : place;
    if (from == to)
        return;
    m_lanes.move(from, to);
    showOrder();
}

void LanePage::moveCurrentLane(int step)
{
    Lane *lane = currentLane();
    const qsizetype to = m_lanes.indexOf(lane) + step;
    if (to < 0 || to >= m_lanes.size())
        return;
    moveLane(lane, step > 0 ? to + 1 : to);
    m_strip->bringIntoSight(lane);
}

void LanePage::toggleMaximized(Lane *lane)
{
    if (m_lanes.size() > 1)
        m_strip->maximize(m_strip->maximized() ? nullptr : lane);
    showOrder();
}

void LanePage::equalizeWidths()
{
    m_strip->equalizeWidths();
}

void LanePage::addNextLane()
{
    Lane *lane = addLane(nextChoice(m_lanes, *currentLane()));
    setCurrentLane(lane);
    m_strip->bringIntoSight(lane);
}

void LanePage::regenerate()
{
    const QList<Lane *> asked = askedLanes();
    const auto check = [](const ChatSession &session) {
        return session.refusedBefore(session.conversation().last());
    };
    if (refuses() || m_guard->stops(asked, check, [this] { regenerate(); }))
        return;
    for (Lane *lane : asked)
        lane->regenerate();
}

void LanePage::editLastQuestion()
{
    Lane *lane = currentLane();
    const Conversation &conversation = lane->session()->conversation();
    const QList<Conversation::TurnId> path = conversation.path();
    for (auto id = path.crbegin(); id != path.crend(); ++id) {
        if (conversation.turn(*id).message.role == Role::User)
            return m_aim->edit(lane, *id);
    }
}

void LanePage::zoomBy(int steps)
{
    const int zoom = Settings::zoom().value();
    Settings::zoom().set(steps == 0 ? 0 : qBound(MinZoom, zoom + steps, MaxZoom));
    applyZoom();
}

void LanePage::applyZoom()
{
    for (const Lane *lane : std::as_const(m_lanes))
        lane->view()->setZoom(zoomFactor(Settings::zoom().value()));
}

/// It may have been another page where the zoom was changed.
void LanePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    applyZoom();
}

Lane *LanePage::currentLane() const
{
    if (m_current && m_lanes.contains(m_current))
        return m_current;
    return m_lanes.isEmpty() ? nullptr : m_lanes.first();
}

void LanePage::setCurrentLane(Lane *lane)
{
    m_strip->bringIntoSight(lane);
    if (lane == m_current)
        return;
    m_current = lane;
    showCurrent();
    Q_EMIT currentLaneChanged();
}

/// What the others had of their own comes back when they go apart again.
void LanePage::setSameParameters(bool same)
{
    if (m_sameParameters == same)
        return;
    m_sameParameters = same;
    showCurrent();
    if (same) {
        for (const Lane *lane : std::as_const(m_lanes)) {
            if (lane != currentLane()) // whose parameters are those of all from now on
                m_ownParameters.insert(lane, lane->parameters());
        }
        if (currentLane())
            setParameters(currentLane()->parameters());
        return;
    }
    for (Lane *lane : std::as_const(m_lanes))
        lane->setParameters(m_ownParameters.value(lane, lane->parameters()));
    m_ownParameters.clear();
    showProblem();
    Q_EMIT parametersChanged();
}

void LanePage::setParameters(const LaneParameters &parameters)
{
    for (Lane *lane : m_sameParameters ? m_lanes : QList<Lane *>{currentLane()})
        lane->setParameters(parameters);
    showProblem();
    Q_EMIT parametersChanged();
}

bool LanePage::isBusy() const
{
    return isAnyBusy(m_lanes);
}

bool LanePage::hasConversation() const
{
    return isAnySpokenTo(m_lanes);
}

QList<Lane *> LanePage::askedLanes() const
{
    if (m_aim->lane())
        return {m_aim->lane()};
    QList<Lane *> lanes = m_lanes;
    lanes.removeIf([](const Lane *lane) { return lane->isMuted(); });
    return lanes;
}

QString LanePage::problemOf(const Lane *lane) const
{
    return lane ? problemOfExtra(*lane, m_sameParameters ? QString() : nameOf(lane)) : QString();
}

void LanePage::refuse(Lane *lane)
{
    if (!lane->lacksModel())
        return m_prompt->refuse(problemOf(lane));
    m_prompt->askForModel(nameOf(lane));
    lane->pickTier();
}

/// What the user wanted to be sent is not left out in silence.
bool LanePage::refuses()
{
    Lane *modelless = firstWithoutModel(askedLanes());
    Lane *first = modelless ? modelless : firstUnread(askedLanes());
    if (first)
        refuse(first);
    return first;
}

void LanePage::showProblem()
{
    m_prompt->setProblem(problemOf(firstUnread(askedLanes())));
    if (!firstWithoutModel(askedLanes()))
        m_prompt->askForModel({});
}

void LanePage::showParameters()
{
    if (Lane *unread = firstUnread(askedLanes()))
        setCurrentLane(unread);
    Q_EMIT parametersRequested();
}

void LanePage::send()
{
    const QList<Lane *> asked = askedLanes();
    if (asked.isEmpty() || isAnyBusy(asked) || m_prompt->editor()->isBlank())
        return;
    if (refuses() || stopsHistory())
        return;
    const QString prompt = m_prompt->editor()->takePrompt();
    if (m_aim->isEdit())
        m_aim->resend(prompt);
    else
        sendToAll(prompt);
}

void LanePage::sendToAll(const QString &prompt)
{
    m_sending = true; // a lane that fails at once is not the end
    m_asked = askedLanes();
    for (Lane *lane : askedLanes())
        lane->ask(prompt);
    m_sending = false;
    onBusyChanged();
    if (!std::exchange(m_refused, {}).isEmpty() && !isAnyAnswering(m_asked, nullptr, prompt))
        m_aim->giveBack(prompt);
}

/// Where others answer, it would be asked of them again; the lane that failed offers to try again by itself.
void LanePage::takeBack(const Lane &failed, const QString &prompt)
{
    if (m_sending)
        m_refused = prompt; // the others are still to be asked
    else if (!isAnyAnswering(m_asked, &failed, prompt))
        m_aim->giveBack(prompt);
}

void LanePage::choosePrompt(const QString &prompt)
{
    if (isBusy())
        return;
    m_aim->cancel();
    if (askedLanes().isEmpty() || refuses())
        return;
    m_prompt->editor()->setFocus();
    const QString draft = m_prompt->editor()->toPlainText();
    m_prompt->editor()->setPlainText(prompt);
    send();
    if (!draft.isEmpty())
        m_prompt->editor()->giveBack(draft);
}

void LanePage::stopAll()
{
    for (const Lane *lane : std::as_const(m_lanes))
        lane->session()->stop();
}

void LanePage::escape()
{
    if (m_dragged) {
        m_dragged->header()->cancelDrag();
        m_dragged = nullptr;
    } else if (isBusy()) {
        stopAll();
    } else if (m_aim->lane()) {
        m_aim->cancel();
    } else if (m_strip->maximized()) {
        toggleMaximized(nullptr);
    }
}

void LanePage::clearAll()
{
    m_aim->cancel();
    for (const Lane *lane : std::as_const(m_lanes))
        lane->session()->clear();
}

void LanePage::requestClearAll()
{
    if (!hasConversation())
        return clearAll();
    const QString question =
        m_lanes.size() == 1 ? tr("Start a new conversation?") : tr("Start a new conversation in all lanes?");
    askToForget(window(), question, tr("&Start new"), {.conversation = true}, [page = QPointer(this)] {
        if (page)
            page->clearAll();
    });
}

void LanePage::requestClear(Lane *lane)
{
    if (lane->session()->conversation().isEmpty())
        return;
    const QString question = tr("Start a new conversation in “%1”?").arg(nameOf(lane));
    askToForget(window(), question, tr("&Start new"), {.conversation = true}, [asked = QPointer(lane)] {
        if (asked)
            asked->session()->clear();
    });
}

void LanePage::onBusyChanged()
{
    const bool busy = isBusy();
    m_prompt->setBusy(busy, isAnyBusy(askedLanes()));
    m_inputTimer.start();
    if (m_sending) {
        m_wasBusy = true;
        return;
    }
    const bool ended = m_wasBusy && !busy;
    m_wasBusy = busy;
    if (ended)
        Q_EMIT allFinished();
}

void LanePage::showInput()
{
    const InputUse input = tightestInput(askedLanes());
    m_prompt->setInput(input.used, input.limit);
}

QString LanePage::nameOf(const Lane *lane) const
{
    return nameAmong(m_lanes, lane);
}

/// Who is asked, and what for, is something else now.
void LanePage::showAim()
{
    if (m_aim->isEdit())
        m_prompt->setEditing(nameOf(m_aim->lane()));
    else
        m_prompt->setTarget(m_aim->lane() ? nameOf(m_aim->lane()) : QString());
    const QList<Lane *> asked = askedLanes();
    m_prompt->setLaneCount(static_cast<int>(asked.size()), static_cast<int>(m_lanes.size()),
        asked.size() == 1 ? nameOf(asked.first()) : QString());
    m_prompt->setBusy(isBusy(), isAnyBusy(asked));
    showProblem();
    m_inputTimer.start();
}

void LanePage::askOnly(Lane *lane)
{
    m_aim->set(lane);
}

} // namespace Parlance
