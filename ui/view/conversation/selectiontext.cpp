// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/selectiontext.h"

#include "view/conversation/textlook.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

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

/// Separates cells by tabs; a line break in a cell becomes a space, as a row is one line. Copies a question
/// as it was written.
QString plainText(QString text, Kind kind)
{
    if (kind == Kind::Question)
        return text;
    if (kind == Kind::Row)
        text.replace(QString(cellBreak) + QChar::LineSeparator, u" "_s).replace(QChar::LineSeparator, u'\t');
    return text.replace(QChar::LineSeparator, u'\n').replace(QChar::Nbsp, u' ');
}

QString separator(const BlockLook &last, const BlockLook &look)
{
    const bool inBox =
        (look.kind == Kind::Code || look.kind == Kind::Question || look.kind == Kind::Row) && !look.first;
    const bool items = !look.marker.isEmpty() && last.nesting.contains('l');
    return look.continues ? QString() : inBox || items ? u"\n"_s : u"\n\n"_s;
}

} // namespace

QString sourceText(const QTextBlock &block, int from, int length)
{
    const QString text = block.text().mid(from, length);
    length = static_cast<int>(text.size());
    const auto isOurs = [](QChar c) {
        return c == QChar::ObjectReplacementCharacter || (c >= u'\u2066' && c <= u'\u2069') ||
               c == u'\u20E3' || c == u'\u200D';
    };
    if (std::ranges::none_of(text, isOurs))
        return text;
    QString source;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment run = it.fragment();
        const RunLook look = RunLook::of(run.charFormat());
        const int begin = std::max(from, run.position() - block.position());
        const int end = std::min(from + length, run.position() - block.position() + run.length());
        // The characters that stand for the source: RunWriter takes variation selectors out.
        const bool isSequence = look.emoji && !look.source.isEmpty();
        const qsizetype each =
            isSequence ? look.source.size() - QStringView(look.source).chopped(1).count(u'\uFE0F') : 1;
        if (begin < end && !look.added)
            source += look.source.isEmpty() ? text.sliced(begin - from, end - begin)
                                            : look.source.repeated((end - begin + each - 1) / each);
    }
    return source;
}

QString selectedText(const QTextCursor &cursor, const std::function<QString(int turn)> &deferred)
{
    QString text;
    bool begun = false;
    BlockLook last;
    const QTextDocument *document = cursor.document();
    for (QTextBlock block = document->findBlock(cursor.selectionStart());
        block.isValid() && block.position() <= cursor.selectionEnd(); block = block.next()) {
        const BlockLook look = BlockLook::of(block.blockFormat());
        if (!block.isVisible() || look.kind == Kind::Versions)
            continue;
        const int from = std::max(0, cursor.selectionStart() - block.position());
        const int to = std::min(block.length() - 1, cursor.selectionEnd() - block.position());
        if (std::exchange(begun, true))
            text += separator(last, look);
        if (from == 0)
            text += markerOf(look);
        text += look.kind == Kind::Deferred && deferred
                    ? deferred(look.turn)
                    : plainText(sourceText(block, from, to - from), look.kind);
        last = look;
    }
    return text;
}

} // namespace Parlance
