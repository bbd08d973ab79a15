// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/selectiontext.h"

#include "ui/conversation/textlook.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

QString markerOf(const BlockLook &look)
{
    if (look.marker.isEmpty())
        return {};
    const QString indent(2 * (look.nesting.count('l') - 1), u' ');
    switch (look.task) {
    case MarkdownBlock::Task::Open:
        return indent + u"[ ] "_s;
    case MarkdownBlock::Task::Done:
        return indent + u"[x] "_s;
    case MarkdownBlock::Task::None:
        break;
    }
    return indent + look.marker + u' ';
}

QString separator(
    const QTextBlock &before, const QTextBlock &block, const BlockLook &last, const BlockLook &look)
{
    if (look.kind == Kind::Cell && last.kind == Kind::Cell) {
        const QTextTable *table = QTextCursor(block).currentTable();
        const QTextTable *tableBefore = QTextCursor(before).currentTable();
        return table == tableBefore && table->cellAt(block.position()).column() > 0 ? u"\t"_s : u"\n"_s;
    }
    const bool inBox = (look.kind == Kind::Code || look.kind == Kind::Question) && !look.first;
    const bool items = !look.marker.isEmpty() && last.nesting.contains('l');
    const bool continues = look.kind == Kind::Paragraph && last.kind == Kind::Paragraph && look.space == 0;
    return continues ? QString() : inBox || items ? u"\n"_s : u"\n\n"_s;
}

} // namespace

QString selectedText(const QTextCursor &cursor)
{
    QString text;
    QTextBlock before;
    BlockLook last;
    const QTextDocument *document = cursor.document();
    for (QTextBlock block = document->findBlock(cursor.selectionStart());
        block.isValid() && block.position() <= cursor.selectionEnd(); block = block.next()) {
        const BlockLook look = BlockLook::of(block.blockFormat());
        if (!block.isVisible() || look.kind == Kind::Spacer)
            continue;
        const int from = std::max(0, cursor.selectionStart() - block.position());
        const int to = std::min(block.length() - 1, cursor.selectionEnd() - block.position());
        if (before.isValid())
            text += separator(before, block, last, look);
        if (from == 0)
            text += markerOf(look);
        text += block.text().mid(from, to - from);
        before = block;
        last = look;
    }
    return text.replace(QChar::LineSeparator, u'\n').replace(QChar::Nbsp, u' ');
}

} // namespace Parlance
