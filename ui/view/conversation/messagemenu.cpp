// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/messagemenu.h"

#include "markdown/linkkind.h"
#include "view/base/mnemonic.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/decorationactions.h"
#include "view/conversation/readerrequests.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;
using namespace Qt::StringLiterals;

constexpr qsizetype MostShown = 24; ///< letters of a text in the menu

int turnOf(const QTextBlock &block)
{
    return BlockLook::turnOf(block.blockFormat());
}

/// Disables what changes the conversation until the answer has been written, and says so.
void putOff(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        action->setEnabled(false);
        action->setToolTip(MessageMenu::tr("Available once the answer is complete or stopped (Esc)."));
    }
}

void copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

/// How often the text stands in the message before the selection.
int occurrencesBefore(const QTextCursor &selection, const QString &text)
{
    const QTextDocument &document = *selection.document();
    const QTextBlock last = document.findBlock(selection.selectionStart());
    auto count =
        static_cast<int>(last.text().first(selection.selectionStart() - last.position()).count(text));
    for (QTextBlock block = last.previous(); block.isValid() && turnOf(block) == turnOf(last);
        block = block.previous())
        count += static_cast<int>(block.text().count(text));
    return count;
}

} // namespace

MessageMenu::MessageMenu(
    const ConversationMessages *messages, DecorationActions *decorations, ReaderRequests *requests)
    : m_messages(messages)
    , m_decorations(decorations)
    , m_requests(requests)
{
}

void MessageMenu::addLink(QMenu &menu, const QString &link, const QString &text, int turn) const
{
    if (link.isEmpty() || isOwnLink(link) || link == promptLink)
        return;
    menu.addAction(tr("Open link"), m_requests,
        [requests = m_requests, link, text, turn] { requests->follow(link, turn, text); });
    menu.addAction(tr("Copy link"), m_requests, [link] { copyText(link); });
    menu.addSeparator();
}

void MessageMenu::addCode(QMenu &menu, const QTextBlock &block) const
{
    const int group = BlockLook::groupOf(block.blockFormat());
    if (BlockLook::kindOf(block.blockFormat()) != Kind::Code)
        return;
    QTextBlock first = block;
    while (BlockLook::groupOf(first.previous().blockFormat()) == group)
        first = first.previous();
    // The text may change while the menu is open.
    const auto add = [&](const QString &text, void (DecorationActions::*act)(const QTextBlock &)) {
        return menu.addAction(
            text, m_decorations, [actions = m_decorations, act, group, place = QTextCursor(first)] {
                if (BlockLook::groupOf(place.block().blockFormat()) == group)
                    (actions->*act)(place.block());
            });
    };
    menu.addSeparator();
    add(tr("Copy code"), &DecorationActions::copyCode);
    add(tr("Save code…"), &DecorationActions::saveCode);
    QAction *wrap = add(tr("Wrap long lines"), &DecorationActions::toggleWrap);
    wrap->setCheckable(true);
    wrap->setChecked(m_decorations->isWrapped(first));
}

void MessageMenu::addMessage(QMenu &menu, const QTextBlock &block) const
{
    const int turn = turnOf(block);
    if (turn < 0)
        return;
    const ConversationMessages *messages = m_messages;
    ReaderRequests *requests = m_requests;
    menu.addSeparator();
    menu.addAction(tr("Copy message as Markdown"), messages,
        [messages, turn] { copyText(messages->records().source(turn)); });
    menu.addAction(
        tr("Copy message as text"), messages, [messages, turn] { copyText(messages->text(turn)); });
    const qsizetype before = menu.actions().size();
    addAsking(menu, block);
    addVersions(menu, block);
    addWriting(menu, turn);
    menu.addSeparator();
    menu.addAction(
        tr("Branch into a new lane"), requests, [requests, turn] { Q_EMIT requests->branchRequested(turn); });
    menu.addAction(
        tr("Delete message"), requests, [requests, turn] { Q_EMIT requests->deleteRequested(turn); });
    menu.addAction(tr("Delete from here on"), requests,
        [requests, turn] { Q_EMIT requests->deleteFromRequested(turn); });
    if (messages->isStreaming())
        putOff(menu.actions().sliced(before));
}

void MessageMenu::addInspecting(QMenu &menu, const QTextCursor &place) const
{
    const int turn = turnOf(place.block());
    if (!m_messages->records().isAnswer(turn))
        return;
    ReaderRequests *requests = m_requests;
    menu.addSeparator();
    menu.addAction(
        tr("Inspect the call"), requests, [requests, turn] { Q_EMIT requests->inspectRequested(turn); });
    QTextCursor word = place;
    if (!word.hasSelection())
        word.select(QTextCursor::WordUnderCursor);
    const QString text = word.selectedText();
    if (text.trimmed().isEmpty() || text.contains(QChar::ParagraphSeparator))
        return;
    const int nth = occurrencesBefore(word, text);
    const QString shown = text.size() > MostShown ? text.left(MostShown) + u'…' : text;
    menu.addAction(tr("Show the event that brought “%1”").arg(escapedAmpersands(shown)), requests,
        [requests, turn, text, nth] { Q_EMIT requests->inspectTextRequested(turn, text, nth); });
}

/// The turn of the message before that of the block; -1 for the first.
int MessageMenu::turnBefore(const QTextBlock &block) const
{
    QTextBlock before = block;
    while (before.isValid() && turnOf(before) == turnOf(block))
        before = before.previous();
    return before.isValid() ? turnOf(before) : -1;
}

bool MessageMenu::canBeAsked(const QTextBlock &block) const
{
    const MessageRecords &records = m_messages->records();
    return records.isQuestion(turnOf(block)) || records.isQuestion(turnBefore(block));
}

void MessageMenu::addAsking(QMenu &menu, const QTextBlock &block) const
{
    if (!canBeAsked(block))
        return;
    const int turn = turnOf(block);
    ReaderRequests *requests = m_requests;
    menu.addSeparator();
    if (m_messages->records().isQuestion(turn))
        menu.addAction(
            tr("Edit and resend…"), requests, [requests, turn] { Q_EMIT requests->editRequested(turn); });
    menu.addAction(
        tr("Ask again"), requests, [requests, turn] { Q_EMIT requests->regenerateRequested(turn); });
}

/// What changes the history by hand.
void MessageMenu::addWriting(QMenu &menu, int turn) const
{
    ReaderRequests *requests = m_requests;
    const auto move = [&menu, requests, turn](const QString &text, const QKeySequence &keys, int step) {
        QAction *action = menu.addAction(
            text, requests, [requests, turn, step] { Q_EMIT requests->moveRequested(turn, step); });
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut); // only to show it
    };
    menu.addSeparator();
    menu.addAction(
        tr("Edit message…"), requests, [requests, turn] { Q_EMIT requests->rewriteRequested(turn); });
    menu.addAction(
        tr("Insert message below…"), requests, [requests, turn] { Q_EMIT requests->insertRequested(turn); });
    move(tr("Move message up"), QKeySequence(u"Alt+Shift+Up"_s), -1);
    move(tr("Move message down"), QKeySequence(u"Alt+Shift+Down"_s), 1);
    menu.addAction(
        tr("Answer from here"), requests, [requests, turn] { Q_EMIT requests->answerRequested(turn); });
}

void MessageMenu::addVersions(QMenu &menu, const QTextBlock &block) const
{
    const int turn = turnOf(block);
    const MessageRecords &records = m_messages->records();
    const MessageRecords::Version version = records.version(turn);
    const int ofQuestion = records.isAnswer(turn) ? records.version(turnBefore(block)).count : 0;
    if (version.count < 2 && ofQuestion < 2)
        return;
    ReaderRequests *requests = m_requests;
    menu.addSeparator();
    menu.addAction(
        tr("Compare versions…"), requests, [requests, turn] { Q_EMIT requests->compareRequested(turn); });
    if (version.count < 2)
        return;
    const auto add = [&menu, requests, turn](const QString &text, int step) {
        return menu.addAction(
            text, requests, [requests, turn, step] { Q_EMIT requests->versionRequested(turn, step); });
    };
    add(tr("Previous version (%1 of %2 is shown)").arg(version.index).arg(version.count), -1)
        ->setEnabled(version.index > 1);
    add(tr("Next version"), 1)->setEnabled(version.index < version.count);
}

} // namespace Parlance
