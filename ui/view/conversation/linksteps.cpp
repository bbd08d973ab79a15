// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/linksteps.h"

#include "view/base/scrolled.h"
#include "view/conversation/readerrequests.h"
#include "view/conversation/selectiontext.h"
#include "view/conversation/visibleblocks.h"

#include <QKeyEvent>
#include <QTextEdit>

namespace Parlance {

LinkSteps::LinkSteps(ConversationLayout *layout, ReaderRequests *requests, QTextEdit *view)
    : QObject(view)
    , m_layout(layout)
    , m_requests(requests)
    , m_view(view)
{
    view->installEventFilter(this);
}

bool LinkSteps::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && press(*static_cast<QKeyEvent *>(event)))
        return true;
    return QObject::eventFilter(watched, event);
}

bool LinkSteps::press(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Tab:
        return step(!(event.modifiers() & Qt::ShiftModifier));
    case Qt::Key_Backtab:
        return step(false);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return follow();
    default:
        return false;
    }
}

/// Without a selected link, the first comes next, or the last.
bool LinkSteps::step(bool forward)
{
    const QList<Link> links = onScreen();
    const qsizetype selected = selectedIn(links);
    const qsizetype from = selected < 0 && !forward ? links.size() : selected;
    const qsizetype to = forward ? from + 1 : from - 1;
    if (to < 0 || to >= links.size())
        return false;
    QTextCursor cursor(m_view->document());
    cursor.setPosition(links.at(to).end);
    cursor.setPosition(links.at(to).begin, QTextCursor::KeepAnchor);
    m_view->setTextCursor(cursor);
    return true;
}

bool LinkSteps::follow()
{
    const QList<Link> links = onScreen();
    const qsizetype selected = selectedIn(links);
    if (selected < 0)
        return false;
    const Link &link = links.at(selected);
    const QTextBlock block = m_view->document()->findBlock(link.begin);
    m_requests->follow(link.target, BlockLook::turnOf(block.blockFormat()),
        sourceText(block, link.begin - block.position(), link.end - link.begin));
    return true;
}

QList<LinkSteps::Link> LinkSteps::onScreen() const
{
    const qreal top = scrolled(*m_view).y();
    QList<Link> links;
    for (const VisibleBlock &visible : visibleBlocks(*m_layout, top, top + m_view->viewport()->height())) {
        for (auto run = visible.block.begin(); !run.atEnd(); ++run) {
            const QTextFragment piece = run.fragment();
            const QString target = piece.charFormat().anchorHref();
            const int end = piece.position() + piece.length();
            if (target.isEmpty())
                continue;
            if (!links.isEmpty() && links.last().target == target && links.last().end == piece.position())
                links.last().end = end;
            else
                links.append({.target = target, .begin = piece.position(), .end = end});
        }
    }
    links.removeIf([this](const Link &link) { return !isOnScreen(link); });
    return links;
}

bool LinkSteps::isOnScreen(const Link &link) const
{
    QTextCursor begin(m_view->document());
    begin.setPosition(link.begin);
    const QRect line = m_view->cursorRect(begin);
    return line.bottom() > 0 && line.top() < m_view->viewport()->height();
}

/// -1 if none is selected.
qsizetype LinkSteps::selectedIn(const QList<Link> &links) const
{
    const QTextCursor cursor = m_view->textCursor();
    for (qsizetype i = 0; i < links.size(); ++i) {
        if (links.at(i).begin == cursor.selectionStart() && links.at(i).end == cursor.selectionEnd())
            return i;
    }
    return -1;
}

} // namespace Parlance
