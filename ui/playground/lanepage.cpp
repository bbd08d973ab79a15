// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanepage.h"

#include "client/chatsession.h"
#include "client/modellist.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/tiermodel.h"
#include "ui/playground/forgetquestion.h"
#include "ui/playground/historyguard.h"
#include "ui/playground/keymask.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/lanestrip.h"
#include "ui/playground/limitsstatus.h"
#include "ui/playground/promptsender.h"
#include "ui/playground/promptstatus.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/scrolllink.h"
#include "ui/playground/setupguard.h"
#include "ui/playground/sharedparameters.h"
#include "ui/playground/taborder.h"
#include "view/conversation/conversationview.h"
#include "workspace/appsettings.h"

#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

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
    ChatClient *client, TargetResolver *resolver, const QList<Fault> &faults, QObject *owner)
{
    auto *tiers = new TierModel(resolver->catalog(), owner);
    connect(resolver, &TargetResolver::catalogChanged, tiers,
        [resolver, tiers] { tiers->setCatalog(resolver->catalog()); });
    return {.client = client,
        .resolver = resolver,
        .models = new ModelList(client, resolver, owner),
        .tiers = tiers,
        .faults = faults};
}

LanePage::LanePage(const Lane::Shared &shared, QWidget *parent)
    : QWidget(parent)
    , m_strip(new LaneStrip)
    , m_prompt(new PromptBar)
    , m_arrangement(new LaneArrangement(shared, m_strip, this))
    , m_parameters(new SharedParameters(m_arrangement))
    , m_target(new PromptTarget(m_arrangement, m_prompt))
    , m_scrollLink(new ScrollLink(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip, 1);
    layout->addWidget(m_prompt);
    m_prompt->editor()->setCopyMask(keyMaskOf(shared.client, shared.resolver));
    buildPrompt(shared.client);
    connect(m_arrangement, &LaneArrangement::adding, this, &LanePage::connectLane);
    connect(m_arrangement, &LaneArrangement::changed, this, &LanePage::chainParts);
    connect(m_arrangement, &LaneArrangement::changed, this, &LanePage::lanesChanged);
}

LanePage::~LanePage()
{
    delete m_arrangement; // before the lanes, which lose the focus and end their answers on deletion
}

void LanePage::buildPrompt(ChatClient *client)
{
    auto *setup = new SetupGuard(m_arrangement, m_parameters, m_target, m_prompt);
    auto *history = new HistoryGuard(m_arrangement, m_target, m_strip, m_prompt->historyNotice());
    m_sender = new PromptSender(m_arrangement, m_target, {.setup = setup, .history = history}, m_prompt);
    new PromptStatus(m_arrangement, m_target, m_prompt);
    const auto *limits = new LimitsStatus(client, m_arrangement, m_target, m_prompt);
    connect(limits, &LimitsStatus::settingsRequested, this, &LanePage::settingsRequested);
    connect(setup, &SetupGuard::parametersRequested, this, &LanePage::parametersRequested);
    connect(m_prompt, &PromptBar::stopRequested, this, &LanePage::stopAll);
}

void LanePage::connectLane(Lane *lane)
{
    lane->view()->setZoom(zoomFactor(Settings::zoom().value()));
    m_scrollLink->add(lane->view()->verticalScrollBar());
    connect(lane->view(), &ConversationView::zoomRequested, this, &LanePage::zoomBy);
    connect(
        lane, &Lane::settingsRequested, this, [this, lane] { Q_EMIT settingsRequested(lane->gateway().id); });
    connect(lane, &Lane::keyRequested, this, [this, lane] { Q_EMIT keyRequested(lane->gateway().id); });
    connect(lane, &Lane::ladderChosen, this, &LanePage::ladderChosen);
    connect(lane, &Lane::closeRequested, this, [this, lane] { requestClose(lane); });
    connect(lane->header()->menu(), &LaneMenu::clearRequested, this, [this, lane] { requestClear(lane); });
    connect(lane->header(), &LaneHeader::parametersRequested, this, [this, lane] {
        m_arrangement->setCurrent(lane);
        Q_EMIT parametersRequested();
    });
}

void LanePage::chainParts()
{
    QList<QWidget *> parts(lanes().cbegin(), lanes().cend());
    chainTabStops(parts << m_prompt);
}

const QList<Lane *> &LanePage::lanes() const
{
    return m_arrangement->lanes();
}

Lane *LanePage::currentLane() const
{
    return m_arrangement->current();
}

QString LanePage::nameOf(const Lane *lane) const
{
    return m_arrangement->nameOf(lane);
}

bool LanePage::isBusy() const
{
    return isAnyBusy(lanes());
}

bool LanePage::hasConversation() const
{
    return isAnySpokenTo(lanes());
}

Unsaved LanePage::unsaved() const
{
    Unsaved unsaved{.draft = m_target->hasDraft() || !m_prompt->editor()->isBlank()};
    for (const Lane *lane : lanes())
        unsaved |= unsavedOf(*lane);
    return unsaved;
}

void LanePage::stopAll()
{
    for (const Lane *lane : lanes())
        lane->session()->stop();
}

void LanePage::escape()
{
    if (m_arrangement->cancelDrag())
        return;
    if (isBusy())
        stopAll();
    else if (m_target->lane())
        m_target->cancel();
    else if (m_strip->maximized())
        m_arrangement->toggleMaximized(nullptr);
}

void LanePage::clearAll()
{
    m_target->cancel();
    for (const Lane *lane : lanes())
        lane->session()->clear();
}

void LanePage::requestClearAll()
{
    if (!hasConversation())
        return clearAll();
    const QString question =
        lanes().size() == 1 ? tr("Start a new conversation?") : tr("Start a new conversation in all lanes?");
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

void LanePage::requestClose(Lane *lane)
{
    if (lanes().size() == 1)
        return;
    Unsaved unsaved = unsavedOf(*lane);
    const bool goOn = std::ranges::count(lanes(), lane->parameters(), &Lane::parameters) > 1;
    if (goOn) // another lane keeps them
        unsaved.system = unsaved.extra = false;
    const QString question = tr("Close the lane “%1”?").arg(nameOf(lane));
    askToForget(window(), question, tr("C&lose the lane"), unsaved, [this, asked = QPointer(lane)] {
        if (asked && lanes().contains(asked))
            m_arrangement->close(asked);
    });
}

void LanePage::closeCurrentLane()
{
    if (Lane *lane = currentLane())
        requestClose(lane);
}

void LanePage::zoomBy(int steps)
{
    const int zoom = Settings::zoom().value();
    Settings::zoom().set(steps == 0 ? 0 : qBound(MinZoom, zoom + steps, MaxZoom));
    applyZoom();
}

void LanePage::applyZoom()
{
    for (const Lane *lane : lanes())
        lane->view()->setZoom(zoomFactor(Settings::zoom().value()));
}

/// Another page may have changed the zoom.
void LanePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    applyZoom();
}

} // namespace Parlance
