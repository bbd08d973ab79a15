// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with a message, its links, and the selection.
#include "view/conversation/conversationlayout.h"
#include "view/conversation/conversationview.h"

#include "markdown/linkkind.h"
#include "view/conversation/answerwriter.h"
#include "view/conversation/selectiontext.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

int turnOf(const QTextBlock &block)
{
    return BlockLook::of(block.blockFormat()).turn;
}

/// What changes the conversation waits for the answer that is being written, and says so.
void putOff(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        action->setEnabled(false);
        action->setToolTip(
            ConversationView::tr("This can be done when the answer is complete, or stopped (Esc)."));
    }
}

void copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

void ConversationView::setVersions(int turn, int index, int count, const QString &note)
{
    if (count > 1)
        m_versions.insert(turn, {.index = index, .count = count, .note = note});
    else
        m_versions.remove(turn);
}

QList<int> ConversationView::selectedTurns() const
{
    QList<int> turns;
    const QTextCursor cursor = textCursor();
    if (!cursor.hasSelection())
        return turns;
    for (QTextBlock block = document()->findBlock(cursor.selectionStart());
        block.isValid() && block.position() < cursor.selectionEnd(); block = block.next()) {
        const int turn = turnOf(block);
        if (turn >= 0 && (turns.isEmpty() || turns.last() != turn))
            turns.append(turn);
    }
    return turns;
}

void ConversationView::mark(int turn)
{
    keepSeen({{turn, viewport()->height() / 4}}); // which writes it, too
    QTextCursor message;
    int begin = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (turnOf(block) != turn)
            continue;
        if (message.isNull())
            begin = block.position();
        message = QTextCursor(block);
        message.movePosition(QTextCursor::EndOfBlock);
    }
    if (message.isNull())
        return;
    message.setPosition(begin, QTextCursor::KeepAnchor); // the end with the cursor would be scrolled to
    setTextCursor(message);
}

void ConversationView::activateLink(const QString &link, const QPoint &position)
{
    const int turn = turnOf(cursorForPosition(position).block());
    if (link == retryLink)
        return Q_EMIT retryRequested(turn);
    if (link == olderLink || link == newerLink)
        return Q_EMIT versionRequested(turn, link == newerLink ? 1 : -1);
    switch (linkKind(link)) {
    case LinkKind::Usual:
        return Q_EMIT linkActivated(QUrl(link, QUrl::StrictMode));
    case LinkKind::Unusual:
        return Q_EMIT linkQuestioned(QUrl(link, QUrl::StrictMode));
    case LinkKind::Unsafe:
    case LinkKind::Nowhere:
        return Q_EMIT linkRefused(link);
    }
}

/// A question as it is, an answer as it would be selected, but without its reasoning.
QString ConversationView::turnText(int turn) const
{
    if (!m_answers.contains(turn))
        return source(turn);
    QTextDocument document;
    DocumentWriter writer(document, m_style);
    AnswerWriter answer(writer, turn, {.pieces = {{AnswerWriter::Section::Text, source(turn)}}});
    answer.finish();
    answer.write(QDeadlineTimer(QDeadlineTimer::Forever));
    QTextCursor all(&document);
    all.select(QTextCursor::Document);
    return selectedText(all);
}

/// True if the message of the block is a question, or comes right after one.
bool ConversationView::canBeAsked(const QTextBlock &block) const
{
    QTextBlock before = block;
    while (before.isValid() && turnOf(before) == turnOf(block) && !isQuestion(turnOf(block)))
        before = before.previous();
    return isQuestion(turnOf(before));
}

/// Where the keyboard is: at the text cursor if it is to be seen, or else at the first line shown.
QTextBlock ConversationView::currentBlock() const
{
    if (viewport()->rect().contains(cursorRect().center()))
        return textCursor().block();
    return cursorForPosition({0, 0}).block();
}

/// The message after or before the one that is marked; without a mark, the one where the keyboard is.
void ConversationView::markNext(bool forward)
{
    const QTextBlock here = currentBlock();
    if (!textCursor().hasSelection())
        return mark(turnOf(here));
    QTextBlock block = here;
    while (block.isValid() && turnOf(block) == turnOf(here))
        block = forward ? block.next() : block.previous();
    if (block.isValid())
        mark(turnOf(block));
}

/// Qt knows the menu key, but not the one that stands in for it where there is none.
void ConversationView::openMenu()
{
    const QPoint place = viewport()->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, place, viewport()->mapToGlobal(place));
    contextMenuEvent(&event);
}

void ConversationView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint place = byKeyboard ? cursorRect(QTextCursor(currentBlock())).bottomLeft() : event->pos();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Message"));
    menu->setToolTipsVisible(isStreaming());
    if (!byKeyboard)
        addLinkActions(*menu, place);
    menu->addAction(tr("Copy"), QKeySequence::Copy, this, &QTextEdit::copy)
        ->setEnabled(textCursor().hasSelection());
    menu->addAction(tr("Select all"), QKeySequence::SelectAll, this, &QTextEdit::selectAll);
    const QTextBlock block = byKeyboard ? currentBlock() : cursorForPosition(place).block();
    addCodeActions(*menu, block);
    addTurnActions(*menu, block);
    menu->popup(viewport()->mapToGlobal(place));
    event->accept();
}

void ConversationView::addLinkActions(QMenu &menu, const QPoint &position)
{
    const QString link = linkAt(position);
    if (link.isEmpty() || isOwnLink(link))
        return;
    menu.addAction(tr("Open link"), this, [this, link, position] { activateLink(link, position); });
    menu.addAction(tr("Copy link"), this, [link] { copyText(link); });
    menu.addSeparator();
}

void ConversationView::addCodeActions(QMenu &menu, const QTextBlock &block)
{
    const int group = BlockLook::groupOf(block.blockFormat());
    if (BlockLook::kindOf(block.blockFormat()) != Kind::Code)
        return;
    QTextBlock first = block;
    while (BlockLook::groupOf(first.previous().blockFormat()) == group)
        first = first.previous();
    // The text may go on while the menu is open.
    const auto add = [&](const QString &text, void (ConversationView::*act)(const QTextBlock &)) {
        return menu.addAction(text, this, [this, act, group, place = QTextCursor(first)] {
            if (BlockLook::groupOf(place.block().blockFormat()) == group)
                (this->*act)(place.block());
        });
    };
    menu.addSeparator();
    add(tr("Copy code"), &ConversationView::copyCode);
    add(tr("Save code…"), &ConversationView::saveCode);
    QAction *wrap = add(tr("Wrap long lines"), &ConversationView::toggleWrap);
    wrap->setCheckable(true);
    wrap->setChecked(m_layout->isWrapped(group));
}

void ConversationView::addTurnActions(QMenu &menu, const QTextBlock &block)
{
    const int turn = turnOf(block);
    if (turn < 0)
        return;
    menu.addSeparator();
    menu.addAction(tr("Copy message as Markdown"), this, [this, turn] { copyText(source(turn)); });
    menu.addAction(tr("Copy message as text"), this, [this, turn] { copyText(turnText(turn)); });
    const qsizetype before = menu.actions().size();
    addAskingActions(menu, block);
    addVersionActions(menu, turn);
    menu.addSeparator();
    menu.addAction(tr("Branch into a new lane"), this, [this, turn] { Q_EMIT branchRequested(turn); });
    menu.addAction(tr("Delete message"), this, [this, turn] { Q_EMIT deleteRequested(turn); });
    menu.addAction(tr("Delete from here on"), this, [this, turn] { Q_EMIT deleteFromRequested(turn); });
    if (isStreaming())
        putOff(menu.actions().sliced(before));
}

void ConversationView::addAskingActions(QMenu &menu, const QTextBlock &block)
{
    if (!canBeAsked(block))
        return;
    const int turn = turnOf(block);
    menu.addSeparator();
    if (isQuestion(turnOf(block)))
        menu.addAction(tr("Edit and ask anew…"), this, [this, turn] { Q_EMIT editRequested(turn); });
    menu.addAction(tr("Ask again"), this, [this, turn] { Q_EMIT regenerateRequested(turn); });
}

void ConversationView::addVersionActions(QMenu &menu, int turn)
{
    const Place place = versions(turn);
    if (place.count < 2)
        return;
    menu.addSeparator();
    const QString previous = tr("Previous version (%1 of %2 is shown)").arg(place.index).arg(place.count);
    menu.addAction(previous, this, [this, turn] { Q_EMIT versionRequested(turn, -1); })
        ->setEnabled(place.index > 1);
    menu.addAction(tr("Next version"), this, [this, turn] { Q_EMIT versionRequested(turn, 1); })
        ->setEnabled(place.index < place.count);
}

} // namespace Parlance
