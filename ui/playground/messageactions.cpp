// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/messageactions.h"

#include "client/chatsession.h"
#include "ui/playground/deletednotice.h"
#include "ui/playground/lanemenu.h"
#include "view/conversation/readerrequests.h"

namespace Parlance {

MessageActions::MessageActions(
    ChatSession *session, ConversationView *view, LaneMenu *menu, DeletedNotice *deleted, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_view(view)
    , m_menu(menu)
    , m_deleted(deleted)
{
    const ReaderRequests *requests = view->requests();
    connect(requests, &ReaderRequests::versionRequested, this, &MessageActions::step);
    connect(requests, &ReaderRequests::deleteRequested, this, &MessageActions::remove);
    connect(requests, &ReaderRequests::deleteFromRequested, this, &MessageActions::removeFrom);
    connect(deleted, &DeletedNotice::undoRequested, this, &MessageActions::undo);
    connect(session, &ChatSession::pathChanged, this, &MessageActions::forgetUndone);
    connect(session, &ChatSession::turnAdded, this, &MessageActions::forgetUndone);
    connect(menu, &LaneMenu::versionRequested, this, [this](int steps) { step(lastWithVersions(), steps); });
    connect(menu, &LaneMenu::aboutToShow, this, [this] {
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
    Q_EMIT removed();
}

void MessageActions::removeFrom(Conversation::TurnId turn)
{
    const QList<ConversationView::VisibleMessage> visible = m_view->visibleMessages();
    const QList<Conversation::TurnId> path = m_session->conversation().path();
    if (!m_session->removeFrom(turn))
        return;
    m_visible.append(visible);
    m_deleted->say(static_cast<int>(path.size() - path.indexOf(turn)));
    Q_EMIT removed();
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
