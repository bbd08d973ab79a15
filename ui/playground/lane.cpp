// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lane.h"

#include "chat/trimming.h"
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/modellist.h"
#include "client/redaction.h"
#include "ui/compose/tierbutton.h"
#include "ui/export/savetext.h"
#include "ui/export/transcript.h"
#include "ui/playground/contestant.h"
#include "ui/playground/deletednotice.h"
#include "ui/playground/healthcheck.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/lanenotice.h"
#include "ui/playground/linkquestion.h"
#include "ui/playground/livebar.h"
#include "ui/playground/messageactions.h"
#include "ui/playground/metricsstrip.h"
#include "ui/playground/tierpicker.h"
#include "ui/playground/transcriptwriter.h"
#include "ui/playground/welcomepanel.h"
#include "view/conversation/conversationview.h"

#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

quint64 lanesMade = 0;

} // namespace

Lane::Lane(const Shared &shared, QWidget *parent)
    : QFrame(parent)
    , m_id(++lanesMade)
    , m_shared(shared)
    , m_session(new ChatSession(shared.client, this))
    , m_header(new LaneHeader)
    , m_welcome(new WelcomePanel)
    , m_view(new ConversationView)
    , m_link(new LinkQuestion)
    , m_live(new LiveBar(shared.connections))
    , m_notice(new LaneNotice)
    , m_health(new HealthCheck(shared.client, m_notice, this))
    , m_deleted(new DeletedNotice)
    , m_metrics(new MetricsStrip)
    , m_transcript(new TranscriptWriter(m_session, m_view, this))
    , m_picker(new TierPicker(shared.models, shared.tiers, this))
{
    setObjectName(u"lane"_s);
    buildLayout();
    buildMenu();
    connectSession();
    connectNotice();
    connect(m_header, &LaneHeader::pickRequested, this, &Lane::pickTier);
    connect(m_header, &LaneHeader::modeToggled, this, &Lane::toggleMode);
    connect(m_live, &LiveBar::demoRequested, this, &Lane::toggleMode);
    connect(m_live, &LiveBar::keyAllowed, this, &Lane::findModels);
    connect(m_header, &LaneHeader::muteToggled, this, &Lane::setMuted);
    connect(m_picker, &TierPicker::chosen, this, [this](const QString &gateway, const QString &model) {
        pick(gateway, model);
        Q_EMIT tierPicked();
    });
    connect(m_welcome, &WelcomePanel::promptChosen, this, &Lane::promptChosen);
    connect(m_welcome, &WelcomePanel::ladderChosen, this, &Lane::ladderChosen);
    connect(m_welcome, &WelcomePanel::modeToggled, this, &Lane::toggleMode);
    connect(m_welcome, &WelcomePanel::settingsRequested, this, &Lane::settingsRequested);
    connect(shared.connections, &Connections::changed, this, &Lane::followConnections);
}

void Lane::buildLayout()
{
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(m_stack, 1);
    layout->addWidget(m_link);
    layout->addWidget(m_live);
    layout->addWidget(m_notice);
    layout->addWidget(m_deleted);
    layout->addWidget(m_metrics);
}

void Lane::buildMenu()
{
    LaneMenu *menu = m_header->menu();
    menu->setFaults(m_shared.faults);
    connect(menu, &LaneMenu::regenerateRequested, this, &Lane::requestAgain);
    m_actions = new MessageActions(m_session, m_view, menu, m_deleted, this);
    connect(menu, &LaneMenu::faultChosen, this, &Lane::showFault);
    connect(menu, &LaneMenu::muteToggled, this, &Lane::setMuted);
    connect(menu, &LaneMenu::duplicateRequested, this, &Lane::duplicateRequested);
    connect(menu, &LaneMenu::closeRequested, this, &Lane::closeRequested);
}

void Lane::setParameters(const LaneParameters &parameters)
{
    m_parameters = parameters;
    m_header->setParameters(parameters);
    applyParameters();
}

void Lane::applyParameters()
{
    m_session->setParameters(requestOf(m_parameters, m_gateway, m_choice.model));
    m_transcript->setNext({.choice = m_choice, .gateway = m_gateway, .parameters = m_session->parameters()});
}

void Lane::connectSession()
{
    connect(m_session, &ChatSession::turnAdded, this, &Lane::onTurnAdded);
    connect(m_session, &ChatSession::pathChanged, this, &Lane::showWelcomeOrView);
    connect(m_session, &ChatSession::replyFinished, this, &Lane::onReplyFinished);
    connect(m_session, &ChatSession::promptReturned, this, &Lane::promptReturned);
    connect(m_session, &ChatSession::waiting, m_metrics, &MetricsStrip::wait);
    connect(m_metrics, &MetricsStrip::stopRequested, m_session, &ChatSession::stop);
    connect(m_view, &ConversationView::regenerateRequested, this, &Lane::againRequested);
    connect(m_view, &ConversationView::retryRequested, this, &Lane::againRequested);
    connect(m_view, &ConversationView::linkActivated, m_link, &LinkQuestion::open);
    connect(m_view, &ConversationView::linkQuestioned, m_link, &LinkQuestion::ask);
    connect(m_view, &ConversationView::linkRefused, m_link, &LinkQuestion::refuse);
    connect(m_view, &ConversationView::saveRequested, this,
        [this](const QString &name, const QString &text) { saveText(this, name, text); });
    connect(m_view, &ConversationView::branchRequested, this, &Lane::branchRequested);
    connect(m_view, &ConversationView::editRequested, this, &Lane::editRequested);
}

void Lane::onTurnAdded()
{
    showWelcomeOrView();
    if (!m_session->isBusy())
        return;
    keepSentKeys();
    m_live->quiet();
    m_health->forget();
    m_sentFault = isDemo() ? m_header->menu()->fault() : QString();
    m_notice->hide();
    m_sentTarget = target();
    m_metrics->begin();
    Q_EMIT busyChanged();
}

void Lane::keepSentKeys()
{
    if (isDemo())
        return;
    for (const Secret &key : keysOf(target())) {
        if (!m_sentKeys.contains(key))
            m_sentKeys.append(key);
    }
}

QList<Secret> Lane::secrets() const
{
    return isDemo() ? m_sentKeys : m_sentKeys + keysOf(target());
}

/// The profile may be another one now, or gone: then the lane goes on with the first there is.
void Lane::followConnections()
{
    const Catalog &catalog = m_shared.connections->catalog();
    if (const Gateway *known = catalog.find(m_choice.gateway)) {
        m_gateway = *known;
        showChoice();
        showReadiness();
    } else if (!catalog.gateways().isEmpty()) {
        const Gateway &first = catalog.gateways().first();
        choose({.gateway = first.id, .model = first.defaultModel(), .mode = Connections::Mode::Demo});
    }
}

void Lane::choose(const LaneChoice &choice)
{
    const Gateway *known = m_shared.connections->catalog().find(choice.gateway);
    if (!known)
        return;
    m_choice = choice;
    m_gateway = *known;
    if (!isDemo())
        m_shared.connections->noteLive(m_gateway);
    showChoice();
    showReadiness();
    Q_EMIT choiceChanged();
}

/// A live lane that goes over to another service is live there only if the user has been: nothing leaves the
/// computer for a place that nobody has asked for.
void Lane::pick(const QString &gatewayId, const QString &model)
{
    const Gateway *known = m_shared.connections->catalog().find(gatewayId);
    const bool staysLive = !isDemo() && known && m_shared.connections->wasLive(*known);
    choose({.gateway = gatewayId,
        .model = model,
        .mode = staysLive ? Connections::Mode::Live : Connections::Mode::Demo});
}

void Lane::goLive(const QString &gatewayId)
{
    const Gateway *known = m_shared.connections->catalog().find(gatewayId);
    if (!known || m_shared.connections->baseUrl(*known, Connections::Mode::Live).isEmpty())
        return;
    const QString model = gatewayId == m_choice.gateway ? m_choice.model : known->defaultModel();
    choose({.gateway = gatewayId, .model = model, .mode = Connections::Mode::Live});
    m_live->announce();
    findModels();
}

/// A live gateway whose models are not known is asked for them.
void Lane::findModels()
{
    if (lacksModel() && !m_shared.connections->check(m_gateway, m_choice.mode))
        m_shared.models->refresh(m_gateway, m_choice.mode);
}

/// What keeps the next prompt from being sent is said before it is written.
void Lane::showReadiness()
{
    m_live->follow(m_gateway, m_choice.mode);
    if (m_session->isBusy())
        return;
    m_health->forget();
    m_notice->hide();
    if (m_live->isAsking())
        return;
    if (const std::optional<ChatError> missing = m_shared.connections->check(m_gateway, m_choice.mode)) {
        offerHelp(*missing);
        m_notice->say(missing->message);
    } else if (const QString fault = m_header->menu()->fault(); isDemo() && !fault.isEmpty()) {
        m_notice->offer({.fault = true});
        m_notice->say(tr("“%1” is tried on the next answer here, and only on that one.").arg(fault));
    }
}

void Lane::showFault()
{
    showChoice();
    showReadiness();
}

/// A failure is tried once: the next prompt is answered again. Another one may have been chosen since.
void Lane::endFault()
{
    if (m_sentFault.isEmpty() || m_sentFault != m_header->menu()->fault())
        return;
    m_header->menu()->clearFault();
    showChoice();
}

void Lane::showChoice()
{
    const Gateway &chosen = gateway();
    m_session->setTarget(target());
    applyParameters();
    const QUrl base = m_shared.connections->baseUrl(chosen, Connections::Mode::Live);
    m_header->show(chosen, m_choice, m_header->menu()->fault(), base);
    m_header->menu()->setDemo(isDemo());
    m_welcome->setSource(chosen.name, m_choice.mode == Connections::Mode::Live, base.toDisplayString());
}

Target Lane::targetWithoutFault() const
{
    return m_shared.connections->target(m_gateway, m_choice.mode);
}

Target Lane::target() const
{
    Target target = targetWithoutFault();
    const QString fault = m_header->menu()->fault();
    if (isDemo() && !fault.isEmpty())
        target.headers.append({"X-Demo-Fault", fault.toLatin1()});
    return target;
}

ExportSource Lane::exportSource() const
{
    const Conversation &conversation = m_session->conversation();
    const QList<Conversation::TurnId> path = conversation.path();
    QList<Conversation::TurnId> selected;
    for (const int turn : m_view->selectedTurns()) {
        if (path.contains(turn))
            selected.append(turn);
    }
    const auto asked = [this](Conversation::TurnId id) {
        return m_transcript->asked(id).gateway;
    };
    ExportSource source{.lane = {},
        .all = transcriptOf(conversation, path, asked),
        .selected = transcriptOf(conversation, selected, asked)};
    Redaction redaction;
    for (const Secret &key : secrets())
        redaction.add(key);
    source.all.redact(redaction);
    source.selected.redact(redaction);
    return source;
}

void Lane::pickTier()
{
    m_picker->open(m_header->tierButton(), m_gateway, m_choice);
}

bool Lane::lacksModel() const
{
    return m_choice.model.isEmpty() && m_gateway.needsModel();
}

void Lane::toggleMode()
{
    LaneChoice other = m_choice;
    other.mode = isDemo() ? Connections::Mode::Live : Connections::Mode::Demo;
    choose(other);
}

void Lane::setCompact(bool compact)
{
    m_welcome->setCompact(compact);
    m_header->setSeveral(compact);
    if (!compact)
        setMuted(false); // there is no other to ask
}

void Lane::setMuted(bool muted)
{
    m_header->setMuted(muted);
    if (muted == m_muted)
        return;
    m_muted = muted;
    Q_EMIT mutedChanged();
}

/// The only lane is not muted: there would be none to ask.
void Lane::toggleMuted()
{
    setMuted(!m_muted && m_header->menu()->isForSeveral());
}

QString Lane::name() const
{
    return nameOf(m_choice, m_gateway);
}

void Lane::ask(const QString &prompt)
{
    m_session->send(prompt);
}

void Lane::branchFrom(const Lane &other, Conversation::TurnId last)
{
    m_sentKeys = other.m_sentKeys;
    m_transcript->branchFrom(*other.m_transcript, last);
}

AskedFrom Lane::asked(Conversation::TurnId answer) const
{
    return m_transcript->asked(answer);
}

void Lane::showWelcomeOrView()
{
    const bool empty = m_session->conversation().isEmpty();
    m_link->hide();
    m_stack->setCurrentWidget(empty ? static_cast<QWidget *>(m_welcome) : m_view);
    if (empty) {
        m_metrics->clear();
        showReadiness();
        m_header->menu()->setRequestId({});
        m_header->showAnswered({});
        Q_EMIT busyChanged(); // a conversation that was forgotten while it streamed
    } else if (!m_session->isBusy()) {
        showNumbers();
    }
    Q_EMIT conversationChanged();
}

void Lane::onReplyFinished(Conversation::TurnId id)
{
    const Reply &reply = m_session->conversation().turn(id).reply;
    endFault();
    showNumbers();
    if (reply.error && !m_live->isAsking() && asked(id).choice == m_choice)
        offerHelp(*reply.error);
    Q_EMIT busyChanged();
}

void Lane::refreshNumbers()
{
    if (!m_session->isBusy() && !m_session->conversation().path().isEmpty())
        showNumbers();
}

void Lane::showNumbers()
{
    const Conversation &conversation = m_session->conversation();
    const Reply &reply = conversation.turn(conversation.last()).reply;
    if (const auto contestant = contestantOf(*this))
        m_metrics->showMetrics(contestant->metrics, priceList().currency);
    else
        m_metrics->clear();
    m_header->menu()->setRequestId(reply.requestId);
    showAnswered();
}

/// A gateway may answer with another model than it was asked for: an alias is resolved, or a model replaced.
void Lane::showAnswered()
{
    const Conversation &conversation = m_session->conversation();
    const Conversation::Turn &turn = conversation.turn(conversation.last());
    const QString &asked = turn.model;
    const QString &answered = turn.reply.model;
    const bool same = answered.isEmpty() || answered == asked;
    m_header->showAnswered(same              ? QString()
                           : asked.isEmpty() ? tr("Answered by %1").arg(answered)
                                             : tr("Asked %1, answered by %2").arg(asked, answered));
}

void Lane::offerHelp(const ChatError &error)
{
    const QList<Message> sent = m_session->conversation().messages(m_session->conversation().last());
    const std::optional<qint64> limit = gateway().inputLimit;
    const bool lessIsEnough = limit && sent.size() > 1 && contentBytes({sent.last()}) <= *limit;
    const bool live = m_choice.mode == Connections::Mode::Live;
    using enum ChatError::Kind;
    const bool isDown = error.kind == Server || error.kind == Network;
    const bool isAddress = live && error.kind == Network;
    const bool isKey = live && error.kind == Authentication;
    m_notice->offer({.trim = lessIsEnough && error.kind == TooLarge,
        .health = isDown && !m_shared.connections->healthUrl(m_gateway, m_choice.mode).isEmpty(),
        .key = isKey && m_gateway.takesKey(),
        .accept = isKey && !m_shared.connections->keyQuestion(m_gateway).isEmpty(),
        .settings = isAddress});
}

void Lane::connectNotice()
{
    connect(m_notice, &LaneNotice::healthRequested, this,
        [this] { m_health->ask(m_gateway.name, m_shared.connections->healthUrl(m_gateway, m_choice.mode)); });
    connect(m_notice, &LaneNotice::keyRequested, this, &Lane::keyRequested);
    connect(m_notice, &LaneNotice::settingsRequested, this, &Lane::settingsRequested);
    connect(m_notice, &LaneNotice::faultCancelled, this, [this] {
        m_header->menu()->clearFault();
        showFault();
    });
    connect(m_notice, &LaneNotice::acceptRequested, this, [this] {
        m_shared.connections->acceptKey(m_gateway);
        requestAgain();
    });
    connect(m_notice, &LaneNotice::trimRequested, this, [this] {
        if (const std::optional<qint64> limit = m_gateway.inputLimit)
            m_session->setHistoryLimit(*limit);
        requestAgain();
    });
}

void Lane::requestAgain()
{
    Q_EMIT againRequested(m_session->conversation().last());
}

void Lane::regenerate()
{
    regenerate(m_session->conversation().last());
}

void Lane::regenerate(Conversation::TurnId turn)
{
    if (m_session->isBusy() || turn == Conversation::Root)
        return;
    if (lacksModel() || problemOfExtra(m_parameters.extra))
        return Q_EMIT refused();
    const Conversation &conversation = m_session->conversation();
    const bool isQuestion = conversation.turn(turn).message.role == Role::User;
    const Conversation::TurnId question = isQuestion ? turn : conversation.turn(turn).parent;
    if (question == Conversation::Root || conversation.turn(question).removed)
        return;
    // Said first: an answer that fails at once gives the prompt back.
    Q_EMIT promptRetried(conversation.turn(question).message.text());
    m_session->regenerate(turn);
}

} // namespace Parlance
