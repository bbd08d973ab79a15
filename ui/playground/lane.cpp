// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lane.h"

#include "chat/visibletext.h"
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/replaytarget.h"
#include "client/retrywait.h"
#include "ui/compose/tierbutton.h"
#include "ui/export/savetext.h"
#include "ui/export/transcript.h"
#include "ui/playground/deletednotice.h"
#include "ui/playground/faultmenu.h"
#include "ui/playground/keymask.h"
#include "ui/playground/laneanswer.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanehelp.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/lanenotice.h"
#include "ui/playground/linkquestion.h"
#include "ui/playground/livebar.h"
#include "ui/playground/messageactions.h"
#include "ui/playground/messageplace.h"
#include "ui/playground/metricsstrip.h"
#include "ui/playground/pausebar.h"
#include "ui/playground/replaybar.h"
#include "ui/playground/retrybar.h"
#include "ui/playground/schemabar.h"
#include "ui/playground/tierpicker.h"
#include "ui/playground/toolresultbar.h"
#include "ui/playground/transcriptwriter.h"
#include "ui/playground/welcomepanel.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "workspace/callmetrics.h"
#include "workspace/toolloop.h"
#include "workspace/unconnected.h"

#include <QApplication>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

quint64 lanesMade = 0;

/// A gateway may answer with another model than requested: it resolves an alias or replaces a model.
QString otherModelOf(const Conversation::Turn &turn)
{
    if (turn.call && turn.call->isReplay) // whose line says that it takes no prompts
        return {};
    const QString asked = turn.model();
    const QString &answered = turn.reply().model;
    if (answered.isEmpty() || answered == asked)
        return {};
    return asked.isEmpty()
               ? Lane::tr("Answered by %1").arg(visibleLine(answered))
               : Lane::tr("Asked %1, answered by %2").arg(visibleLine(asked), visibleLine(answered));
}

/// Loads the models of a lane that lacks one, and lets the user pick one unless a dialog is open.
void offerModels(Lane *lane, const LiveBar *live)
{
    lane->connection()->findModels();
    QTimer::singleShot(0, lane, [lane, live] {
        if (lane->connection()->lacksModel() && !live->isAsking() && !QApplication::activeModalWidget())
            lane->pickTier();
    });
}

} // namespace

Lane::Lane(const Shared &shared, QWidget *parent)
    : QFrame(parent)
    , m_id(++lanesMade)
    , m_shared(shared)
    , m_session(new ChatSession(shared.client, this))
    , m_connection(new LaneConnection(m_session, shared.resolver, shared.models, this))
    , m_header(new LaneHeader)
    , m_welcome(new WelcomePanel)
    , m_view(new ConversationView)
    , m_link(new LinkQuestion)
    , m_live(new LiveBar(shared.resolver))
    , m_notice(new LaneNotice)
    , m_help(new LaneHelp({.client = shared.client,
                              .resolver = shared.resolver,
                              .connection = m_connection,
                              .session = m_session,
                              .notice = m_notice},
          this))
    , m_deleted(new DeletedNotice)
    , m_retry(new RetryBar(shared.client->clock(), [this] { return m_session->isBusy(); }))
    , m_replay(new ReplayBar(m_connection, m_session))
    , m_asking(new LaneAsking(this, m_replay))
    , m_schema(new SchemaBar(m_session))
    , m_toolLoop(new ToolLoop(
          m_session, [asking = m_asking] { return asking->isReady(); }, this))
    , m_toolResults(new ToolResultBar(m_toolLoop, m_view->requests()))
    , m_metrics(new MetricsStrip([session = m_session] { return session->elapsed(); }))
    , m_picker(new TierPicker(shared.models, shared.tiers, shared.resolver, this))
{
    setObjectName(u"lane"_s);
    m_view->setCopyMask(keyMaskOf(shared.client, shared.resolver));
    new TranscriptWriter(m_session, m_view, this);
    buildLayout();
    buildMenu();
    connectRetry();
    connectSession();
    connectConnection();
    connect(this, &Lane::busyChanged, m_replay, &ReplayBar::showState);
    connect(m_header, &LaneHeader::pickRequested, this, &Lane::pickTier);
    const auto toggleMode = [this] {
        m_connection->toggleMode();
        Q_EMIT tierPicked();
    };
    connect(m_header, &LaneHeader::modeToggled, this, toggleMode);
    connect(m_live, &LiveBar::demoRequested, this, toggleMode);
    connect(m_live, &LiveBar::keyAllowed, this, [this] { offerModels(this, m_live); });
    connect(m_header, &LaneHeader::muteToggled, this, &Lane::setMuted);
    connect(m_header, &LaneHeader::named, m_connection, &LaneConnection::setGivenName);
    connect(m_picker, &TierPicker::chosen, this, [this](const QString &gateway, const QString &model) {
        m_connection->pick(gateway, model);
        Q_EMIT tierPicked();
    });
    connect(m_welcome, &WelcomePanel::promptChosen, this, &Lane::promptChosen);
    connect(m_welcome, &WelcomePanel::ladderChosen, this, &Lane::ladderChosen);
    connect(m_welcome, &WelcomePanel::connectRequested, m_help, &LaneHelp::connectRequested);
    connect(m_welcome, &WelcomePanel::modeToggled, this, toggleMode);
    connect(m_welcome, &WelcomePanel::settingsRequested, m_help, &LaneHelp::settingsRequested);
}

void Lane::buildLayout()
{
    m_stack = new QStackedWidget; // a layout would repaint the whole lane when the first prompt is sent
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_link);
    layout->addWidget(m_live);
    layout->addWidget(m_notice);
    layout->addWidget(m_retry);
    layout->addWidget(m_deleted);
    layout->addWidget(m_toolResults);
    layout->addWidget(new PauseBar(m_toolLoop));
    layout->addWidget(m_replay);
    layout->addWidget(m_schema);
    layout->addWidget(m_metrics);
}

void Lane::buildMenu()
{
    LaneMenu *menu = m_header->menu();
    menu->faults()->setFaults(faultsAt({}, m_shared.faults));
    connect(menu, &LaneMenu::regenerateRequested, this, &Lane::requestAgain);
    m_actions = new MessageActions({.session = m_session,
                                       .connection = m_connection,
                                       .view = m_view,
                                       .place = new MessagePlace(m_view, m_stack, this),
                                       .menu = menu,
                                       .deleted = m_deleted},
        this);
    connect(menu->faults(), &FaultMenu::faultChosen, m_connection, &LaneConnection::setFault);
    connect(menu, &LaneMenu::muteToggled, this, &Lane::setMuted);
    connect(menu, &LaneMenu::renameRequested, m_header, &LaneHeader::editName);
    connect(menu, &LaneMenu::duplicateRequested, this, &Lane::duplicateRequested);
    connect(menu, &LaneMenu::closeRequested, this, &Lane::closeRequested);
}

void Lane::setParameters(const LaneParameters &parameters)
{
    m_header->setParameters(parameters);
    m_connection->setParameters(parameters);
    m_toolLoop->setTools(filled(parameters.tools, parameters.variables));
}

void Lane::connectConnection()
{
    connect(m_connection, &LaneConnection::changed, this, &Lane::showConnection);
    connect(m_connection, &LaneConnection::changed, this, &Lane::showReadiness);
    connect(m_connection, &LaneConnection::chosen, this, &Lane::choiceChanged);
    connect(m_help, &LaneHelp::againRequested, this, &Lane::requestAgain);
}

void Lane::connectRetry()
{
    RetryWait *wait = m_retry->retry();
    connect(m_session, &ChatSession::turnAdded, wait, &RetryWait::end);
    connect(m_session, &ChatSession::pathChanged, wait, &RetryWait::end);
    connect(m_session, &ChatSession::replyFinished, wait, [this, wait](Conversation::TurnId answer) {
        const Conversation::Turn &turn = m_session->conversation().turn(answer);
        if (!turn.call->isReplay && choiceOf(*turn.call) == choice())
            wait->begin(turn.reply(), turn.parent);
        else
            wait->disarm(); // a replay, or another model was chosen meanwhile
    });
    connect(m_connection, &LaneConnection::chosen, wait, [this, wait] {
        const Conversation &conversation = m_session->conversation();
        const bool isShown = !conversation.isEmpty() && conversation.turn(conversation.last()).call;
        if (isShown && choiceOf(*conversation.turn(conversation.last()).call) != choice())
            wait->end(); // another gateway knows nothing of the limit
    });
    connect(m_retry, &RetryBar::againRequested, this,
        [this] { Q_EMIT retryDue(m_session->conversation().last()); });
}

void Lane::connectSession()
{
    connect(m_session, &ChatSession::turnAdded, this, &Lane::onTurnAdded);
    connect(m_session, &ChatSession::pathChanged, this, &Lane::showPage);
    connect(m_session, &ChatSession::pathChanged, this, &Lane::showConversation);
    connect(m_session, &ChatSession::replyFinished, this, &Lane::onReplyFinished);
    connect(m_session, &ChatSession::waiting, m_metrics, &MetricsStrip::wait);
    connect(m_session, &ChatSession::silent, m_metrics, &MetricsStrip::showSilence);
    connect(m_session, &ChatSession::usageSettled, this, [this] {
        refreshNumbers();
        Q_EMIT conversationChanged(); // for those who show its numbers
    });
    connect(m_metrics, &MetricsStrip::stopRequested, m_session, &ChatSession::stop);
    const ReaderRequests *requests = m_view->requests();
    connect(requests, &ReaderRequests::regenerateRequested, this, &Lane::againRequested);
    connect(requests, &ReaderRequests::retryRequested, this, &Lane::againRequested);
    connect(requests, &ReaderRequests::linkActivated, m_link, &LinkQuestion::follow);
    connect(requests, &ReaderRequests::linkQuestioned, m_link, &LinkQuestion::ask);
    connect(requests, &ReaderRequests::linkDoubted, m_link, &LinkQuestion::doubt);
    connect(requests, &ReaderRequests::linkRefused, m_link, &LinkQuestion::refuse);
    connect(requests, &ReaderRequests::saveRequested, this,
        [this](const QString &name, const QString &text) { saveText(this, name, text); });
    connect(requests, &ReaderRequests::branchRequested, this, &Lane::branchRequested);
    connect(requests, &ReaderRequests::editRequested, this, [this](Conversation::TurnId question) {
        const Conversation &conversation = m_session->conversation();
        if (conversation.turn(question).message.role == Role::Tool)
            return Q_EMIT m_view->requests()->resultRequested(
                static_cast<int>(conversation.before(question)), 0);
        if (!m_connection->isReplay())
            return Q_EMIT editRequested(question);
        m_notice->offer({});
        m_notice->say(tr("A replay takes no prompts: the question is that of the capture."));
    });
}

void Lane::onTurnAdded()
{
    const bool isBusy = m_session->isBusy();
    if (isBusy) {
        m_live->quiet();
        m_help->forget();
        m_metrics->begin();
    }
    if (isBusy && !m_connection->isReplay())
        QTimer::singleShot(1ms, this, &Lane::showPage); // laying out eight lanes at once blocks the window
    else
        showPage();
    showConversation();
    if (isBusy)
        Q_EMIT busyChanged();
}

void Lane::goLive(const QString &gatewayId)
{
    if (!m_connection->goLive(gatewayId))
        return;
    m_live->announce();
    offerModels(this, m_live);
}

void Lane::showReadiness()
{
    if (!m_connection->isReplay())
        m_live->follow(gateway(), choice().mode);
    if (m_session->isBusy())
        return;
    m_help->forget();
    if (!m_live->isAsking() && !m_connection->isReplay())
        m_help->showReadiness();
}

void Lane::showConnection()
{
    m_header->setName(m_connection->givenName());
    if (const auto &replay = m_connection->replay())
        return m_header->showReplay(gateway(), capturedRequest(replay->capture()).model, replay->name());
    m_header->menu()->faults()->setFault(m_connection->fault());
    const QUrl base = m_shared.resolver->baseUrl(gateway(), TargetResolver::Mode::Live);
    m_header->show(gateway(), choice(), m_connection->fault(), base);
    m_header->menu()->setDemo(m_connection->isDemo());
    m_welcome->setUnconnected(unconnectedGateways(*m_shared.resolver));
    m_welcome->setSource(gateway().name, !m_connection->isDemo(), base.toDisplayString());
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
    const Redaction redaction = redactionOf(m_shared.client->calls(), *m_shared.resolver);
    return {.lane = {},
        .all = transcriptOf(conversation, path, redaction),
        .selected = transcriptOf(conversation, selected, redaction)};
}

void Lane::pickTier()
{
    if (!m_connection->isReplay())
        m_picker->open(m_header->tierButton(), gateway(), choice());
}

void Lane::setCompact(bool compact)
{
    m_welcome->setCompact(compact);
    m_header->setSeveral(compact);
    m_metrics->setStoppable(compact); // the prompt stops the only lane
    if (!compact)
        setMuted(false); // no other lane could be asked
}

void Lane::setMuted(bool muted)
{
    m_header->setMuted(muted);
    if (muted == m_muted)
        return;
    m_muted = muted;
    Q_EMIT mutedChanged();
}

/// The only lane is never muted: no lane could be asked.
void Lane::toggleMuted()
{
    setMuted(!m_muted && m_header->menu()->isForSeveral() && !m_connection->isReplay());
}

void Lane::branchFrom(const Lane &other, Conversation::TurnId last)
{
    m_session->adopt(other.session()->conversation().upTo(last));
}

/// Shows the conversation, or the welcome.
void Lane::showPage()
{
    const bool isUsed = !m_session->conversation().isEmpty() || m_session->isBusy();
    const bool isWelcome = !isUsed && !m_connection->isReplay();
    if (!isWelcome)
        m_welcome->hide(); // before the strip, which would lay it out once more
    if (m_session->isBusy())
        m_metrics->show();
    m_stack->setCurrentWidget(isWelcome ? static_cast<QWidget *>(m_welcome) : m_view);
}

void Lane::showConversation()
{
    m_link->hide();
    if (m_session->conversation().isEmpty()) {
        m_metrics->clear();
        showReadiness();
        m_header->menu()->setRequestId({});
        m_header->showAnswered({});
        Q_EMIT busyChanged(); // it may have been cleared while streaming
    } else {
        refreshNumbers();
    }
    Q_EMIT conversationChanged();
}

void Lane::onReplyFinished(Conversation::TurnId id)
{
    const std::shared_ptr<const Call> call = m_session->conversation().turn(id).call;
    m_connection->endFaultOf(*call);
    refreshNumbers();
    if (!m_live->isAsking() && !call->isReplay)
        m_help->offerFor(*call);
    Q_EMIT busyChanged();
}

void Lane::refreshNumbers()
{
    const Conversation &conversation = m_session->conversation();
    if (m_session->isBusy() || conversation.path().isEmpty())
        return;
    const Reply &reply = conversation.turn(conversation.last()).reply();
    if (const auto answer = laneAnswerOf(*this))
        m_metrics->showMetrics(answer->metrics, priceList().currency);
    else
        m_metrics->clear();
    m_header->menu()->setRequestId(reply.requestId);
    m_header->showAnswered(otherModelOf(conversation.turn(conversation.last())));
}

void Lane::requestAgain()
{
    Q_EMIT againRequested(m_session->conversation().last());
}

} // namespace Parlance
