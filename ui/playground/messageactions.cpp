// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/messageactions.h"

#include "client/chatsession.h"
#include "ui/compose/messageeditor.h"
#include "ui/playground/deletednotice.h"
#include "ui/playground/lanemenu.h"
#include "ui/playground/messageplace.h"
#include "view/conversation/readerrequests.h"
#include "workspace/laneconnection.h"

namespace Parlance {

MessageActions::MessageActions(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_session(parts.session)
    , m_connection(parts.connection)
    , m_view(parts.view)
    , m_place(parts.place)
    , m_menu(parts.menu)
    , m_deleted(parts.deleted)
{
    const ReaderRequests *requests = m_view->requests();
    connect(requests, &ReaderRequests::versionRequested, this, &MessageActions::step);
    connect(requests, &ReaderRequests::deleteRequested, this, &MessageActions::remove);
    connect(requests, &ReaderRequests::deleteFromRequested, this, &MessageActions::removeFrom);
    connect(requests, &ReaderRequests::rewriteRequested, this, &MessageActions::rewrite);
    connect(requests, &ReaderRequests::insertRequested, this, &MessageActions::insert);
    connect(requests, &ReaderRequests::moveRequested, this, &MessageActions::move);
    connect(m_menu, &LaneMenu::messageRequested, this, &MessageActions::add);
    connect(m_deleted, &DeletedNotice::undoRequested, this, &MessageActions::undo);
    connect(m_session, &ChatSession::pathChanged, this, &MessageActions::forgetUndone);
    connect(m_session, &ChatSession::turnAdded, this, &MessageActions::forgetUndone);
    for (const auto signal : {&ChatSession::turnAdded, &ChatSession::replyFinished})
        connect(m_session, signal, this, &MessageActions::checkEditor);
    connect(m_session, &ChatSession::pathChanged, this, &MessageActions::checkEditor);
    connect(
        m_menu, &LaneMenu::versionRequested, this, [this](int steps) { step(lastWithVersions(), steps); });
    connect(m_menu, &LaneMenu::aboutToShow, this, [this] {
        showPlace();
        m_menu->setAsked(!m_session->conversation().isEmpty());
        m_menu->setBusy(m_session->isBusy());
    });
}

void MessageActions::step(Conversation::TurnId turn, int step)
{
    if (turn == Conversation::Root)
        return;
    const QList<Conversation::TurnId> versions = m_session->conversation().versions(turn);
    const qsizetype wanted = versions.indexOf(turn) + step;
    if (wanted >= 0 && wanted < versions.size())
        m_session->showVersion(versions.at(wanted));
}

void MessageActions::remove(Conversation::TurnId turn)
{
    const QList<ConversationView::VisibleMessage> visible = m_view->visibleMessages();
    if (!m_session->remove(turn))
        return;
    m_visible.append(visible);
    m_deleted->say(1);
    Q_EMIT changed();
}

void MessageActions::removeFrom(Conversation::TurnId turn)
{
    const QList<ConversationView::VisibleMessage> visible = m_view->visibleMessages();
    const QList<Conversation::TurnId> path = m_session->conversation().path();
    if (!m_session->removeFrom(turn))
        return;
    m_visible.append(visible);
    m_deleted->say(static_cast<int>(path.size() - path.indexOf(turn)));
    Q_EMIT changed();
}

/// Makes a change that can be undone, with the screen of before.
bool MessageActions::change(const QString &text, const std::function<bool()> &make)
{
    const QList<ConversationView::VisibleMessage> visible = m_view->visibleMessages();
    if (!make())
        return false;
    m_visible.append(visible);
    m_deleted->say(text);
    Q_EMIT changed();
    return true;
}

/// As it was typed.
Message MessageActions::messageOf(Conversation::TurnId turn) const
{
    Message message = m_session->conversation().turn(turn).asTyped();
    if (message.role == Role::Assistant)
        message.parts = m_session->conversation().turn(turn).answer().wholeParts();
    return message;
}

/// The role that usually follows, without a text: the result of a call, or else the other side.
Message MessageActions::nextAfter(Conversation::TurnId turn) const
{
    if (turn == Conversation::Root)
        return {.role = Role::User};
    const Message before = messageOf(turn);
    if (const QList<ToolCall> calls = before.toolCalls(); !calls.isEmpty())
        return Message::result(calls.first().id, {});
    return {.role = before.role == Role::User || before.role == Role::Tool ? Role::Assistant : Role::User};
}

/// Several results are given anew, each for its call.
void MessageActions::rewrite(Conversation::TurnId turn)
{
    const Conversation &conversation = m_session->conversation();
    if (conversation.turn(turn).message.results().size() > 1)
        return Q_EMIT m_view->requests()->resultRequested(static_cast<int>(conversation.before(turn)), 0);
    const int place = static_cast<int>(turn);
    open(m_place->open(tr("Edit message"), messageOf(turn), place, false),
        [this, turn](const Message &message) {
            return message == messageOf(turn) || change(tr("Message changed."), [&] {
                return m_session->change([&](Conversation &all) {
                    return all.rewrite(turn, message, m_connection->parameters().variables);
                });
            });
        });
}

void MessageActions::insert(Conversation::TurnId after)
{
    const int place = static_cast<int>(after);
    open(m_place->open(tr("Insert message"), nextAfter(after), place, true),
        [this, after](const Message &message) {
            return change(tr("Message inserted."), [&] {
                return m_session->change([&](Conversation &all) {
                    return all.insert(after, message, m_connection->parameters().variables);
                });
            });
        });
}

/// What cannot be saved stays in the editor. Null for an editor that was open already.
void MessageActions::open(MessageEditor *editor, const Save &save)
{
    if (!editor)
        return;
    m_isLost = false;
    connect(editor, &MessageEditor::saved, this, [this, editor, save] {
        if (save(editor->message()) && m_place->editor() == editor)
            m_place->close();
    });
    checkEditor();
}

/// Nothing changes while an answer comes. The editor of a message that is no longer shown goes, too, unless
/// something was written there. A conversation that was cleared or went back numbers new messages from
/// there on, so another one may have the number later.
void MessageActions::checkEditor()
{
    if (!m_place->editor())
        return;
    const bool isOfMessage = m_place->turn() != Conversation::Root;
    const Conversation &conversation = m_session->conversation();
    m_isLost = m_isLost || m_place->turn() >= conversation.size();
    const bool isGone = isOfMessage && (m_isLost || !conversation.path().contains(m_place->turn()));
    if (isGone && !m_place->isChanged())
        return m_place->close();
    m_place->editor()->setObstacle(isGone                ? tr("The message is no longer shown.")
                                   : m_session->isBusy() ? tr("An answer is coming.")
                                                         : QString());
}

void MessageActions::dropDraft()
{
    m_place->close();
}

bool MessageActions::hasDraft() const
{
    return m_place->isChanged();
}

void MessageActions::repair(const RefusedTurn &refused)
{
    change(tr("Message repaired."), [&] { return m_session->repair(refused); });
}

void MessageActions::add()
{
    insert(m_session->conversation().last());
}

void MessageActions::move(Conversation::TurnId turn, int step)
{
    const qsizetype place = m_session->conversation().path().indexOf(turn) + step;
    change(tr("Message moved."),
        [&] { return m_session->change([&](Conversation &all) { return all.move(turn, step); }); });
    if (const auto path = m_session->conversation().path(); place >= 0 && place < path.size())
        m_view->mark(static_cast<int>(path.at(place)));
}

void MessageActions::undo()
{
    if (!m_session->canUndo())
        return;
    const QList<ConversationView::VisibleMessage> visible =
        m_visible.isEmpty() ? m_view->visibleMessages() : m_visible.takeLast();
    m_view->setFocus(); // the link may have the focus and is hidden next
    m_session->undoRemoval();
    m_view->restoreVisible(visible);
    m_deleted->hide();
    Q_EMIT undone();
}

/// The next question makes a deletion final.
void MessageActions::forgetUndone()
{
    if (m_session->canUndo())
        return;
    m_visible.clear();
    m_deleted->hide();
}

void MessageActions::showPlace()
{
    const Conversation::TurnId turn = lastWithVersions();
    if (turn == Conversation::Root)
        return m_menu->setVersion(1, 1);
    const QList<Conversation::TurnId> versions = m_session->conversation().versions(turn);
    m_menu->setVersion(static_cast<int>(versions.indexOf(turn)) + 1, static_cast<int>(versions.size()));
}

/// The last shown turn that has several versions.
Conversation::TurnId MessageActions::lastWithVersions() const
{
    const Conversation &conversation = m_session->conversation();
    Conversation::TurnId turn = conversation.last();
    while (turn != Conversation::Root && conversation.versions(turn).size() < 2)
        turn = conversation.before(turn);
    return turn;
}

} // namespace Parlance
