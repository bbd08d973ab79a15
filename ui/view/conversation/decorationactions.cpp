// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/decorationactions.h"

#include "view/conversation/codehighlighter.h"
#include "view/conversation/conversationlayout.h"
#include "view/conversation/readerrequests.h"
#include "view/conversation/selectiontext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTextCursor>
#include <QTextDocument>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

bool isReasoning(const QTextBlock &block)
{
    return BlockLook::of(block.blockFormat()).nesting.startsWith('r');
}

/// Each line ends with a line break, as in a file.
QString codeOf(const QTextBlock &first)
{
    const int group = BlockLook::groupOf(first.blockFormat());
    QString code = sourceText(first);
    for (QTextBlock block = first.next(); block.isValid() && BlockLook::groupOf(block.blockFormat()) == group;
        block = block.next())
        code += (BlockLook::of(block.blockFormat()).continues ? QString() : u"\n"_s) + sourceText(block);
    return code + u'\n';
}

} // namespace

DecorationActions::DecorationActions(
    ConversationLayout *layout, const TextStyle &style, ReaderRequests *requests, QObject *parent)
    : QObject(parent)
    , m_layout(layout)
    , m_style(style)
    , m_requests(requests)
{
    m_copiedFor.setSingleShot(true);
    m_copiedFor.setInterval(2s);
    connect(&m_copiedFor, &QTimer::timeout, this, [this] {
        m_copied = {};
        Q_EMIT changed();
    });
}

void DecorationActions::activate(const DecorationHit &hit)
{
    switch (hit.kind) {
    case DecorationHit::Kind::CopyCode:
        return copyCode(hit.block);
    case DecorationHit::Kind::SaveCode:
        return saveCode(hit.block);
    case DecorationHit::Kind::WrapCode:
        return toggleWrap(hit.block);
    case DecorationHit::Kind::Fold:
        return toggleFold(hit.block);
    case DecorationHit::Kind::ScrollBar: // it is dragged
    case DecorationHit::Kind::None:
        return;
    }
}

void DecorationActions::copyCode(const QTextBlock &first)
{
    QString code = codeOf(first);
    // A line that is pasted into a terminal must not run before Enter is pressed.
    if (code.count(u'\n') == 1)
        code.chop(1);
    QGuiApplication::clipboard()->setText(code);
    m_copied = first;
    m_copiedFor.start();
    Q_EMIT changed();
}

void DecorationActions::saveCode(const QTextBlock &first)
{
    const QString suffix = CodeHighlighter::fileSuffix(BlockLook::of(first.blockFormat()).language);
    Q_EMIT m_requests->saveRequested(tr("code") + u'.' + suffix, codeOf(first));
}

void DecorationActions::toggleWrap(const QTextBlock &first)
{
    m_layout->setWrapped(first, !isWrapped(first));
    Q_EMIT changed();
}

bool DecorationActions::isWrapped(const QTextBlock &first) const
{
    return m_layout->isWrapped(BlockLook::groupOf(first.blockFormat()));
}

/// Qt shows and hides a block at once; the layout must be told.
void DecorationActions::toggleFold(const QTextBlock &fold)
{
    BlockLook look = BlockLook::of(fold.blockFormat());
    look.folded = !look.folded;
    QTextCursor(fold).setBlockFormat(m_style.blockFormat(look));
    int end = fold.position() + fold.length();
    for (QTextBlock block = fold.next(); block.isValid() && isReasoning(block); block = block.next()) {
        block.setVisible(!look.folded && !BlockLook::of(block.blockFormat()).hidden);
        end = block.position() + block.length();
    }
    m_layout->document()->markContentsDirty(fold.position(), end - fold.position());
    Q_EMIT changed();
}

void DecorationActions::unfold(QTextBlock hidden)
{
    while (hidden.isValid() && isReasoning(hidden))
        hidden = hidden.previous();
    if (BlockLook::kindOf(hidden.blockFormat()) == BlockLook::Kind::Fold)
        toggleFold(hidden);
}

} // namespace Parlance
