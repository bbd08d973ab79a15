// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanepage.h"

#include "client/chatsession.h"
#include "client/modellist.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/tiermodel.h"
#include "ui/export/exporter.h"
#include "ui/playground/forgetquestion.h"
#include "ui/playground/inputmeter.h"
#include "ui/playground/keptpage.h"
#include "ui/playground/keymask.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanecalls.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanehelp.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/lanestrip.h"
#include "ui/playground/limitsstatus.h"
#include "ui/playground/messageactions.h"
#include "ui/playground/pageundo.h"
#include "ui/playground/promptsender.h"
#include "ui/playground/promptstatus.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/scrolllink.h"
#include "ui/playground/sendguard.h"
#include "ui/playground/sharedparameters.h"
#include "ui/playground/taborder.h"
#include "ui/playground/toolresults.h"
#include "ui/playground/variablehint.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "workspace/appsettings.h"

#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace Parlance {

namespace {

/// Three lanes.
QPainterPath icon()
{
    QPainterPath path;
    for (const double x : {-6.0, -1.5, 3.0})
        path.addRoundedRect(QRectF(x, -5, 3, 10), 0.8, 0.8);
    return path;
}

LaneChoice firstChoice(const Catalog &catalog)
{
    const Gateway &gateway = catalog.gateways().first();
    return {.gateway = gateway.id, .model = gateway.defaultModel(), .mode = TargetResolver::Mode::Demo};
}

void showText(const Lane &lane, qreal zoom)
{
    const int size = Settings::textSize().value();
    lane.view()->setLook(size > 0 ? zoom * size / UsualText : zoom, Settings::isCompact().value());
}

/// What a new conversation in these lanes would lose.
Unsaved unsavedConversations(const QList<Lane *> &lanes)
{
    Unsaved unsaved{.conversation = true};
    for (const Lane *lane : lanes) {
        unsaved.message |= lane->messageActions()->hasDraft();
        if (lane->session()->isBusy())
            unsaved.running << lane->connection()->name();
    }
    return unsaved;
}

} // namespace

Lane::Shared LanePage::share(
    ChatClient *client, TargetResolver *resolver, const QList<Fault> &faults, QObject *owner)
{
    auto *tiers = new TierModel(resolver->catalog().gateways(), owner);
    connect(resolver, &TargetResolver::catalogChanged, tiers,
        [resolver, tiers] { tiers->setGateways(resolver->catalog().gateways()); });
    return {.client = client,
        .resolver = resolver,
        .models = new ModelList(client, resolver, owner),
        .tiers = tiers,
        .faults = faults};
}

PageKind LanePage::pageKind(const Lane::Shared &shared)
{
    return {.id = LanesKind,
        .name = tr("&Chat page"),
        .tab = tr("Playground"),
        .toolTip = tr("Models side by side, with one prompt for all"),
        .icon = icon(),
        .openText = tr("Open in a &lane"),
        .make = [shared](const PageKinds &) {
            return new LanePage(shared);
        }};
}

LanePage::LanePage(const Lane::Shared &shared, QWidget *parent)
    : Page(LanesKind, parent)
    , m_resolver(shared.resolver)
    , m_strip(new LaneStrip)
    , m_prompt(new PromptBar)
    , m_arrangement(new LaneArrangement(shared, m_strip, this))
    , m_calls(new LaneCalls(m_arrangement))
    , m_exporter(new Exporter(
          [this] {
              ExportSource source = currentLane()->exportSource();
              source.lane = exportName();
              return source;
          },
          this))
    , m_parameters(new SharedParameters(m_arrangement))
    , m_toolResults(new ToolResults(m_arrangement))
    , m_target(new PromptTarget(m_arrangement, m_prompt))
    , m_scrollLink(new ScrollLink(this))
    , m_undo(new PageUndo(m_arrangement, m_parameters))
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
    connect(this, &LanePage::lanesChanged, this, &Page::keptChanged);
    connect(this, &LanePage::lanesChanged, this, &Page::stateChanged);
    connect(m_parameters, &SharedParameters::changed, this, &Page::keptChanged);
    connectCalls();
}

LanePage::~LanePage()
{
    for (Lane *lane : lanes())
        lane->disconnect(this);
    delete m_arrangement; // before the lanes, which lose the focus and end their answers on deletion
    delete m_prompt;      // which may stand in the window
}

QWidget *LanePage::foot() const
{
    return m_prompt;
}

void LanePage::buildPrompt(ChatClient *client)
{
    new PromptStatus(m_arrangement, m_target, m_prompt);
    const auto *meter = new InputMeter(client, m_arrangement, m_target, m_prompt);
    auto *guard = new SendGuard({.client = client,
        .resolver = m_resolver,
        .arrangement = m_arrangement,
        .parameters = m_parameters,
        .target = m_target,
        .meter = meter,
        .prompt = m_prompt,
        .strip = m_strip});
    const auto *variables = new VariableHint(meter, m_target, m_parameters, m_prompt);
    m_sender = new PromptSender(m_arrangement, m_target, guard, m_prompt);
    const auto *limits = new LimitsStatus(client, m_arrangement, m_target, meter, m_prompt);
    connect(limits, &LimitsStatus::settingsRequested, this, &LanePage::settingsRequested);
    connect(guard, &SendGuard::settingsRequested, this, &LanePage::settingsRequested);
    connect(guard, &SendGuard::parametersRequested, this, &LanePage::parametersRequested);
    connect(variables, &VariableHint::parametersRequested, this, &LanePage::parametersRequested);
    connect(m_toolResults, &ToolResults::given, m_prompt->editor(), qOverload<>(&QWidget::setFocus));
    connect(m_prompt, &PromptBar::stopRequested, this, &LanePage::stopAll);
    connect(m_prompt, &PromptBar::promptChanged, this, &Page::stateChanged);
    const auto prepare = [this] {
        currentLane()->view()->messages()->prepareCode();
    };
    connect(m_prompt->editor(), &PromptEditor::textChanged, this, prepare, Qt::SingleShotConnection);
}

void LanePage::connectCalls()
{
    connect(m_calls, &LaneCalls::changed, this, &Page::currentCallChanged);
    connect(m_calls, &LaneCalls::inspectRequested, this, &Page::inspectRequested);
    connect(m_calls, &LaneCalls::inspectTextRequested, this, &Page::inspectTextRequested);
}

void LanePage::connectLane(Lane *lane)
{
    showText(*lane, zoomFactor());
    connect(lane, &Lane::busyChanged, this, &Page::stateChanged);
    connect(lane, &Lane::conversationChanged, this, &Page::stateChanged);
    m_scrollLink->add(lane->view()->verticalScrollBar());
    connect(lane->view(), &ConversationView::zoomRequested, this, &LanePage::zoomBy);
    const LaneHelp *help = lane->help();
    connect(help, &LaneHelp::settingsRequested, this,
        [this, lane] { Q_EMIT settingsRequested(lane->gateway().id); });
    connect(help, &LaneHelp::keyRequested, this, [this, lane] { Q_EMIT keyRequested(lane->gateway().id); });
    connect(help, &LaneHelp::connectRequested, this, [this](const QString &gatewayId) {
        const Gateway *gateway = m_resolver->catalog().find(gatewayId);
        const bool hasBase = gateway && !m_resolver->baseUrl(*gateway, TargetResolver::Mode::Live).isEmpty();
        Q_EMIT(this->*(hasBase ? &Page::keyRequested : &Page::settingsRequested))(gatewayId);
    });
    connect(lane, &Lane::ladderChosen, this, &LanePage::ladderChosen);
    connect(lane, &Lane::closeRequested, this, [this, lane] { requestClose(lane); });
    connect(lane->header()->menu(), &LaneMenu::clearRequested, this, [this, lane] { requestClear(lane); });
    const auto showParameters = [this, lane] {
        m_arrangement->setCurrent(lane);
        Q_EMIT parametersRequested({});
    };
    connect(lane->header(), &LaneHeader::parametersRequested, this, showParameters);
    connect(help, &LaneHelp::parameterRequested, this, showParameters);
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

Page::State LanePage::state() const
{
    if (isAnyBusy(lanes()))
        return State::Busy;
    return hasAnyFailed(lanes()) ? State::Failed : State::Idle;
}

Preset LanePage::preset(const QString &name) const
{
    Preset preset{.name = name, .lanes = {}};
    for (const Lane *lane : askable(lanes()))
        preset.lanes.append({.choice = lane->choice(),
            .parameters = lane->parameters(),
            .name = lane->connection()->givenName()});
    return preset;
}

void LanePage::setLanes(const QList<LaneSetup> &lanes, bool sameParameters)
{
    const QList<Lane *> before = this->lanes();
    m_parameters->setSame(sameParameters);
    for (const LaneSetup &setup : known(lanes, m_resolver->catalog())) {
        Lane *lane = m_arrangement->add(setup.choice);
        lane->setParameters(setup.parameters);
        lane->connection()->setGivenName(setup.name);
    }
    for (Lane *lane : before)
        m_arrangement->close(lane);
    m_undo->forget();
}

QString LanePage::kept(const KeptTab &tab) const
{
    const Preset lanes = preset(tab.name);
    if (lanes.lanes.isEmpty())
        return {};
    return writeKept({.preset = lanes, .isNamed = tab.isNamed, .isSame = m_parameters->areSame()});
}

bool LanePage::restore(const QString &kept)
{
    const auto page = readKept(kept);
    if (!page || known(page->preset.lanes, m_resolver->catalog()).isEmpty())
        return false;
    setLanes(page->preset.lanes, page->isSame.value_or(haveSameParameters(page->preset.lanes)));
    return true;
}

/// A prompt that cannot be sent says why when one tries; so does an export.
bool LanePage::can(Command command) const
{
    switch (command) {
    case Command::Run:
        return !m_prompt->isBlank();
    case Command::Undo:
        return m_undo->isPossible();
    default:
        return currentLane() != nullptr;
    }
}

void LanePage::act(Command command)
{
    switch (command) {
    case Command::Run:
        if (!isAncestorOf(window()->focusWidget()))
            m_prompt->editor()->setFocus(); // a field that is left takes what was typed there
        return m_sender->send();
    case Command::Stop:
        return escape();
    case Command::Clear:
        return requestClearAll();
    case Command::Focus:
        return m_prompt->editor()->setFocus();
    case Command::Undo:
        return m_undo->undo();
    case Command::Export:
        return m_exporter->exportToFile();
    case Command::Print:
        return m_exporter->print();
    case Command::Find:
        return currentLane()->view()->find();
    case Command::FindNext:
        return currentLane()->view()->findNext(1);
    case Command::FindPrevious:
        return currentLane()->view()->findNext(-1);
    }
}

QString LanePage::runText() const
{
    return tr("Sen&d the prompt");
}

QString LanePage::exportName() const
{
    return lanes().size() > 1 ? nameOf(currentLane()) : QString();
}

std::shared_ptr<const Call> LanePage::currentCall() const
{
    return m_calls->newest();
}

Page::Calls LanePage::callsBeside(const std::shared_ptr<const Call> &call) const
{
    const Calls round = m_calls->round(call);
    return round.isEmpty() ? Page::callsBeside(call) : round;
}

QString LanePage::gatewayId() const
{
    return currentLane() ? currentLane()->gateway().id : QString();
}

void LanePage::goLive(const QString &gatewayId)
{
    currentLane()->goLive(gatewayId);
    m_prompt->editor()->setFocus();
}

void LanePage::begin(const Page *like)
{
    const auto *page = qobject_cast<const LanePage *>(like);
    const Lane *lane = page ? page->currentLane() : nullptr;
    if (lane)
        m_arrangement->add(lane->choice());
    else
        m_arrangement->add(firstChoice(m_resolver->catalog()));
}

void LanePage::open(const QList<LaneChoice> &choices)
{
    for (const LaneChoice &choice : choices)
        m_arrangement->open(choice);
    m_prompt->editor()->setFocus();
}

void LanePage::drop()
{
    for (const Lane *lane : lanes())
        lane->session()->clear();
}

bool LanePage::hasConversation() const
{
    return isAnySpokenTo(lanes());
}

Unsaved LanePage::unsaved() const
{
    const bool isDraft = !m_prompt->isBlank() && !isSaved(m_prompt->prompt());
    Unsaved unsaved{.draft = m_target->hasDraft() || isDraft};
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
    clear(lanes());
}

void LanePage::clear(const QList<Lane *> &lanes)
{
    for (Lane *lane : lanes)
        lane->messageActions()->dropDraft();
    m_undo->clear(lanes);
    m_prompt->editor()->setFocus();
}

void LanePage::requestClearAll()
{
    Unsaved unsaved = unsavedConversations(lanes());
    unsaved.conversation = hasConversation();
    const QString question =
        lanes().size() == 1 ? tr("Start a new conversation?") : tr("Start a new conversation in all lanes?");
    const auto clear = [page = QPointer(this)] {
        if (page)
            page->clearAll();
    };
    askToForget(window(), question, tr("&Start new"), unsaved, clear, Fate::Undoable);
}

void LanePage::requestClear(Lane *lane)
{
    if (lane->session()->conversation().isEmpty())
        return;
    const QString question = tr("Start a new conversation in “%1”?").arg(nameOf(lane));
    const auto clear = [this, asked = QPointer(lane)] {
        if (asked)
            this->clear({asked});
    };
    askToForget(window(), question, tr("&Start new"), unsavedConversations({lane}), clear, Fate::Undoable);
}

void LanePage::requestClose(Lane *lane)
{
    if (lanes().size() == 1)
        return;
    Unsaved unsaved = unsavedOf(*lane);
    const bool goOn = std::ranges::count(lanes(), lane->parameters(), &Lane::parameters) > 1;
    if (goOn) // another lane keeps them
        unsaved.system = unsaved.schema = unsaved.tools = unsaved.extra = unsaved.variables = false;
    const QString question = tr("Close the lane “%1”?").arg(nameOf(lane));
    const auto close = [this, asked = QPointer(lane)] {
        if (asked && lanes().contains(asked))
            m_undo->close(asked);
    };
    askToForget(window(), question, tr("C&lose the lane"), unsaved, close, Fate::Undoable);
}

void LanePage::closeCurrentLane()
{
    if (Lane *lane = currentLane())
        requestClose(lane);
}

void LanePage::applyZoom(qreal factor)
{
    for (const Lane *lane : lanes())
        showText(*lane, factor);
    promptBar()->showHint();
}

} // namespace Parlance
