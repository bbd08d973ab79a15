// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lane.h"

#include "chat/trimming.h"
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/healthprobe.h"
#include "ui/compose/tierbutton.h"
#include "ui/compose/tiermodel.h"
#include "ui/compose/tierpopup.h"
#include "ui/conversation/conversationview.h"
#include "ui/playground/laneheader.h"
#include "ui/playground/lanenotice.h"
#include "ui/playground/metricsstrip.h"
#include "ui/playground/transcriptwriter.h"
#include "ui/playground/welcomepanel.h"

#include <QDesktopServices>
#include <QMenu>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

Lane::Lane(ChatClient *client, const Connections *connections, TierModel *tiers, QWidget *parent)
    : QFrame(parent)
    , m_client(client)
    , m_connections(connections)
    , m_tiers(tiers)
    , m_session(new ChatSession(client, this))
    , m_header(new LaneHeader)
    , m_welcome(new WelcomePanel)
    , m_view(new ConversationView)
    , m_notice(new LaneNotice)
    , m_metrics(new MetricsStrip)
    , m_transcript(new TranscriptWriter(m_session, m_view, this))
    , m_popup(new TierPopup(tiers, this))
{
    setObjectName(u"lane"_s);
    setMinimumWidth(220);
    buildLayout();
    buildMenu();
    connectSession();
    connectNotice();
    connect(m_header, &LaneHeader::pickRequested, this, &Lane::pickTier);
    connect(m_header, &LaneHeader::modeToggled, this, &Lane::toggleMode);
    connect(m_popup, &TierPopup::chosen, this, [this](const QString &gateway, const QString &model) {
        choose({.gateway = gateway, .model = model, .mode = m_choice.mode});
    });
    connect(m_welcome, &WelcomePanel::promptChosen, this, &Lane::promptChosen);
    connect(m_welcome, &WelcomePanel::modeToggled, this, &Lane::toggleMode);
    connect(m_welcome, &WelcomePanel::settingsRequested, this, &Lane::settingsRequested);
    connect(connections, &Connections::changed, this, &Lane::followConnections);
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
    layout->addWidget(m_notice);
    layout->addWidget(m_metrics);
}

void Lane::buildMenu()
{
    QMenu *menu = m_header->menu();
    menu->addAction(tr("Ask again"), m_session, &ChatSession::regenerate);
    menu->addAction(tr("New conversation"), m_session, &ChatSession::clear);
    menu->addSeparator();
    menu->addAction(tr("Duplicate lane"), this, &Lane::duplicateRequested);
    menu->addAction(tr("Close lane"), this, &Lane::closeRequested);
}

void Lane::connectSession()
{
    connect(m_session, &ChatSession::turnAdded, this, [this] {
        showWelcomeOrView();
        if (m_session->isBusy()) {
            m_notice->hide();
            m_metrics->begin();
            Q_EMIT busyChanged();
        }
    });
    connect(m_session, &ChatSession::pathChanged, this, &Lane::showWelcomeOrView);
    connect(m_session, &ChatSession::replyFinished, this, &Lane::onReplyFinished);
    connect(m_session, &ChatSession::promptReturned, this, &Lane::promptReturned);
    connect(m_metrics, &MetricsStrip::stopRequested, m_session, &ChatSession::stop);
    connect(m_view, &ConversationView::regenerateRequested, m_session, &ChatSession::regenerate);
    connect(m_view, &ConversationView::retryRequested, this, &Lane::retry);
    connect(m_view, &ConversationView::linkActivated, this, [](const QUrl &url) { QDesktopServices::openUrl(url); });
    connect(m_view, &ConversationView::editRequested, this, &Lane::editRequested);
}

/// The profile may be another one now, or gone: then the lane goes on with the first there is.
void Lane::followConnections()
{
    const Catalog &catalog = m_connections->catalog();
    if (const Gateway *known = catalog.find(m_choice.gateway)) {
        m_gateway = *known;
        showChoice();
    } else if (!catalog.gateways().isEmpty()) {
        const Gateway &first = catalog.gateways().first();
        choose({.gateway = first.id, .model = first.defaultModel(), .mode = Connections::Mode::Demo});
    }
}

void Lane::choose(const LaneChoice &choice)
{
    const Gateway *known = m_connections->catalog().find(choice.gateway);
    if (!known)
        return;
    m_choice = choice;
    m_gateway = *known;
    ChatRequest parameters = m_session->parameters();
    parameters.model = choice.model;
    m_session->setParameters(parameters);
    showChoice();
    Q_EMIT choiceChanged();
}

void Lane::showChoice()
{
    const Gateway &chosen = gateway();
    m_session->setTarget(m_connections->target(chosen, m_choice.mode));
    m_transcript->setGateway(&chosen);
    m_header->show(chosen, m_choice);
    m_welcome->setSource(chosen.name, m_choice.mode == Connections::Mode::Live,
        m_connections->baseUrl(chosen, Connections::Mode::Live).toDisplayString());
}

void Lane::pickTier()
{
    m_popup->popup(m_header->tierButton(), m_tiers->find(m_choice.gateway, m_choice.model));
}

void Lane::toggleMode()
{
    LaneChoice other = m_choice;
    const bool demo = m_choice.mode == Connections::Mode::Demo;
    if (demo && m_connections->baseUrl(gateway(), Connections::Mode::Live).isEmpty()) {
        Q_EMIT settingsRequested();
        return;
    }
    other.mode = demo ? Connections::Mode::Live : Connections::Mode::Demo;
    choose(other);
}

void Lane::setCompact(bool compact)
{
    m_welcome->setCompact(compact);
}

void Lane::ask(const QString &prompt)
{
    m_session->send(prompt);
}

void Lane::showWelcomeOrView()
{
    const bool empty = m_session->conversation().path().isEmpty();
    m_stack->setCurrentWidget(empty ? static_cast<QWidget *>(m_welcome) : m_view);
    if (empty) {
        m_metrics->clear();
        m_notice->hide();
    }
    Q_EMIT conversationChanged();
}

void Lane::onReplyFinished(Conversation::TurnId id)
{
    const Reply &reply = m_session->conversation().turn(id).reply;
    m_metrics->showReply(reply);
    if (reply.error)
        offerHelp(*reply.error);
    Q_EMIT busyChanged();
}

void Lane::offerHelp(const ChatError &error)
{
    const QList<Message> sent = m_session->conversation().messages(m_session->conversation().last());
    const std::optional<qint64> limit = gateway().inputLimit;
    const bool lessIsEnough = limit && sent.size() > 1 && contentBytes({sent.last()}) <= *limit;
    m_notice->offer(error, lessIsEnough, !m_connections->healthUrl(gateway(), m_choice.mode).isEmpty());
}

void Lane::connectNotice()
{
    connect(m_notice, &LaneNotice::healthRequested, this, &Lane::checkHealth);
    connect(m_notice, &LaneNotice::trimRequested, this, [this] {
        m_session->setHistoryLimit(*gateway().inputLimit);
        retry();
    });
}

void Lane::retry()
{
    if (!m_session->regenerate())
        return;
    const Conversation &conversation = m_session->conversation();
    const Conversation::Turn &reply = conversation.turn(conversation.last());
    Q_EMIT promptRetried(conversation.turn(reply.parent).message.content);
}

void Lane::checkHealth()
{
    HealthProbe *probe = m_client->probe(m_connections->healthUrl(gateway(), m_choice.mode), this);
    connect(probe, &HealthProbe::finished, this, &Lane::showHealth);
    connect(probe, &HealthProbe::finished, probe, &QObject::deleteLater);
    m_notice->say(tr("Asking %1 how it is…").arg(gateway().name));
}

void Lane::showHealth(bool well, int httpStatus, const QString &words)
{
    if (well)
        m_notice->say(tr("%1 says that it is well: %2").arg(gateway().name, words));
    else if (httpStatus > 0)
        m_notice->say(tr("%1 is not well (HTTP %2): %3").arg(gateway().name).arg(httpStatus).arg(words));
    else
        m_notice->say(tr("%1 cannot be reached: %2").arg(gateway().name, words));
}

} // namespace Parlance
