// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanepage.h"

#include "chat/trimming.h"
#include "client/chatsession.h"
#include "client/modellist.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/tiermodel.h"
#include "ui/conversation/conversationview.h"
#include "ui/settings/appsettings.h"

#include <QApplication>
#include <QSplitter>
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

LanePage::LanePage(ChatClient *client, Connections *connections, const QList<Fault> &faults, QWidget *parent)
    : QWidget(parent)
    , m_shared{.client = client,
          .connections = connections,
          .models = new ModelList(client, connections, this),
          .tiers = new TierModel(connections->catalog(), this),
          .faults = faults}
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_prompt(new PromptBar)
    , m_zoom(Settings::zoom().value())
{
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_prompt);
    connect(m_prompt, &PromptBar::sendRequested, this, &LanePage::send);
    connect(m_prompt, &PromptBar::stopRequested, this, &LanePage::stopAll);
    connect(m_prompt, &PromptBar::editingCancelled, this, &LanePage::cancelEditing);
    m_inputTimer.setSingleShot(true);
    connect(&m_inputTimer, &QTimer::timeout, this, &LanePage::showInput);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        for (Lane *lane : std::as_const(m_lanes)) {
            if (now && lane->isAncestorOf(now))
                m_current = lane;
        }
    });
    connect(connections, &Connections::catalogChanged, this,
        [this] { m_shared.tiers->setCatalog(m_shared.connections->catalog()); });
    m_prompt->setBusy(false);
}

Lane *LanePage::addLane(const LaneChoice &choice)
{
    auto *lane = new Lane(m_shared);
    lane->choose(choice);
    lane->view()->setZoom(zoomFactor(m_zoom));
    connect(lane->view(), &ConversationView::zoomRequested, this, &LanePage::zoomBy);
    m_lanes.append(lane);
    m_splitter->addWidget(lane);
    connectLane(lane);
    equalizeWidths();
    Q_EMIT lanesChanged();
    return lane;
}

void LanePage::connectLane(Lane *lane)
{
    connect(lane, &Lane::busyChanged, this, &LanePage::onBusyChanged);
    connect(lane, &Lane::choiceChanged, this, &LanePage::lanesChanged);
    connect(lane, &Lane::choiceChanged, &m_inputTimer, qOverload<>(&QTimer::start));
    connect(lane, &Lane::conversationChanged, &m_inputTimer, qOverload<>(&QTimer::start));
    connect(lane, &Lane::conversationChanged, this, [this, lane] {
        const Conversation &conversation = lane->session()->conversation();
        if (lane == m_editingLane && (conversation.isEmpty() || conversation.turn(m_editingQuestion).removed))
            cancelEditing();
    });
    connect(lane, &Lane::settingsRequested, this, [this, lane] { Q_EMIT settingsRequested(lane->gateway().id); });
    connect(lane, &Lane::keyRequested, this, [this, lane] { Q_EMIT keyRequested(lane->gateway().id); });
    connect(lane, &Lane::closeRequested, this, [this, lane] { closeLane(lane); });
    connect(lane, &Lane::duplicateRequested, this, [this, lane] { addLane(lane->choice()); });
    connect(lane, &Lane::branchRequested, this, [this, lane](Conversation::TurnId last) {
        const ChatSession &session = *lane->session();
        ChatSession *branch = addLane(lane->choice())->session();
        branch->setParameters(session.parameters());
        branch->adopt(session.conversation().upTo(last));
    });
    connect(lane, &Lane::promptReturned, this, &LanePage::takeBack);
    connect(lane, &Lane::promptRetried, m_prompt->editor(), &PromptEditor::dropPrompt);
    connect(lane, &Lane::editRequested, this, [this, lane](Conversation::TurnId id) { beginEditing(lane, id); });
    connect(lane, &Lane::promptChosen, this, &LanePage::choosePrompt);
}

void LanePage::closeLane(Lane *lane)
{
    if (m_lanes.size() == 1)
        return;
    if (m_editingLane == lane)
        cancelEditing();
    lane->session()->clear(); // and gives no prompt back
    m_lanes.removeOne(lane);
    lane->hide();
    lane->deleteLater();
    equalizeWidths();
    onBusyChanged();
    Q_EMIT lanesChanged();
}

void LanePage::closeCurrentLane()
{
    if (Lane *lane = currentLane())
        closeLane(lane);
}

LaneChoice LanePage::nextChoice() const
{
    const Lane &current = *currentLane();
    LaneChoice choice = current.choice();
    for (const Tier &tier : current.gateway().tiers) {
        choice.model = tier.model;
        if (std::ranges::none_of(m_lanes, [&choice](const Lane *lane) { return lane->choice() == choice; }))
            return choice;
    }
    return current.choice();
}

void LanePage::addNextLane()
{
    addLane(nextChoice());
}

void LanePage::regenerate()
{
    for (Lane *lane : std::as_const(m_lanes))
        lane->regenerate();
}

void LanePage::editLastQuestion()
{
    Lane *lane = currentLane();
    const Conversation &conversation = lane->session()->conversation();
    const QList<Conversation::TurnId> path = conversation.path();
    for (auto id = path.crbegin(); id != path.crend(); ++id) {
        if (conversation.turn(*id).message.role == Role::User)
            return beginEditing(lane, *id);
    }
}

void LanePage::zoomBy(int steps)
{
    m_zoom = steps == 0 ? 0 : qBound(MinZoom, m_zoom + steps, MaxZoom);
    Settings::zoom().set(m_zoom);
    for (const Lane *lane : std::as_const(m_lanes))
        lane->view()->setZoom(zoomFactor(m_zoom));
}

Lane *LanePage::currentLane() const
{
    if (m_current && m_lanes.contains(m_current))
        return m_current;
    return m_lanes.isEmpty() ? nullptr : m_lanes.first();
}

bool LanePage::isBusy() const
{
    return std::ranges::any_of(m_lanes, [](const Lane *lane) { return lane->session()->isBusy(); });
}

void LanePage::send()
{
    if (isBusy() || m_prompt->editor()->toPlainText().trimmed().isEmpty())
        return;
    const QString prompt = m_prompt->editor()->takePrompt();
    if (!m_editingLane)
        return sendToAll(prompt);
    Lane *lane = m_editingLane;
    const Conversation::TurnId question = m_editingQuestion;
    cancelEditing();
    if (!lane->session()->editAndResend(question, prompt))
        takeBack(prompt);
}

void LanePage::sendToAll(const QString &prompt)
{
    m_sending = true; // a lane that fails at once is not the end
    for (Lane *lane : std::as_const(m_lanes))
        lane->ask(prompt);
    m_sending = false;
    onBusyChanged();
}

void LanePage::takeBack(const QString &prompt)
{
    if (m_editingLane)
        m_draft = m_draft.isEmpty() ? prompt : m_draft;
    else
        m_prompt->editor()->giveBack(prompt);
}

void LanePage::choosePrompt(const QString &prompt)
{
    if (isBusy())
        return;
    cancelEditing();
    m_prompt->editor()->setFocus();
    const QString draft = m_prompt->editor()->toPlainText();
    m_prompt->editor()->setPlainText(prompt);
    send();
    if (!draft.isEmpty())
        m_prompt->editor()->giveBack(draft);
}

void LanePage::stopAll()
{
    if (m_editingLane && !isBusy())
        return cancelEditing();
    for (const Lane *lane : std::as_const(m_lanes))
        lane->session()->stop();
}

void LanePage::clearAll()
{
    cancelEditing();
    for (const Lane *lane : std::as_const(m_lanes))
        lane->session()->clear();
}

void LanePage::onBusyChanged()
{
    const bool busy = isBusy();
    m_prompt->setBusy(busy);
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

/// The lane that is nearest to its limit speaks for all.
void LanePage::showInput()
{
    qint64 bytes = 0;
    std::optional<qint64> limit;
    for (const Lane *lane : std::as_const(m_lanes)) {
        const std::optional<qint64> laneLimit = lane->gateway().inputLimit;
        if (!laneLimit)
            continue;
        const qint64 laneBytes = contentBytes(lane->session()->history());
        if (!limit || *laneLimit - laneBytes < *limit - bytes) {
            bytes = laneBytes;
            limit = laneLimit;
        }
    }
    m_prompt->setInput(bytes, limit);
}

void LanePage::equalizeWidths()
{
    m_prompt->setLaneCount(static_cast<int>(m_lanes.size()));
    for (Lane *lane : std::as_const(m_lanes))
        lane->setCompact(m_lanes.size() > 1);
    m_splitter->setSizes(QList<int>(m_splitter->count(), qMax(1, width())));
    m_inputTimer.start();
}

void LanePage::beginEditing(Lane *lane, Conversation::TurnId question)
{
    if (!m_editingLane)
        m_draft = m_prompt->editor()->toPlainText();
    m_editingLane = lane;
    m_editingQuestion = question;
    const QString &model = lane->choice().model;
    m_prompt->setEditing(model.isEmpty() ? lane->gateway().fullName() : model);
    m_prompt->editor()->setPlainText(lane->session()->conversation().turn(question).message.content);
    m_prompt->editor()->moveCursor(QTextCursor::End);
    m_prompt->editor()->setFocus();
}

void LanePage::cancelEditing()
{
    if (m_editingQuestion == Conversation::Root)
        return;
    m_editingLane = nullptr;
    m_editingQuestion = Conversation::Root;
    m_prompt->setEditing({});
    m_prompt->editor()->setPlainText(m_draft);
    m_draft.clear();
}

} // namespace Parlance
