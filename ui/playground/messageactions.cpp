// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/messageactions.h"

#include "client/chatsession.h"
#include "ui/conversation/conversationview.h"
#include "ui/playground/lanemenu.h"

namespace Parlance {

MessageActions::MessageActions(ChatSession *session, ConversationView *view, LaneMenu *menu, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_menu(menu)
{
    connect(view, &ConversationView::versionRequested, this, &MessageActions::step);
    connect(
        view, &ConversationView::deleteRequested, session, [session](int turn) { session->remove(turn); });
    connect(view, &ConversationView::deleteFromRequested, session,
        [session](int turn) { session->removeFrom(turn); });
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

void MessageActions::showPlace()
{
    const Conversation::TurnId turn = lastWithVersions();
    if (turn == Conversation::Root)
        return m_menu->setVersion(1, 1);
    const QList<Conversation::TurnId> versions = m_session->conversation().versions(turn);
    m_menu->setVersion(static_cast<int>(versions.indexOf(turn)) + 1, static_cast<int>(versions.size()));
}

/// The last turn shown that has more than one version.
Conversation::TurnId MessageActions::lastWithVersions() const
{
    const Conversation &conversation = m_session->conversation();
    Conversation::TurnId turn = conversation.last();
    while (turn != Conversation::Root && conversation.versions(turn).size() < 2)
        turn = conversation.before(turn);
    return turn;
}

} // namespace Parlance
