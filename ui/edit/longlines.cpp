// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/edit/longlines.h"

#include "chat/trimming.h"
#include "view/base/longline.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>
#include <utility>

namespace Parlance {

namespace {

/// A long block is split into parts of this length; two parts of a line are joined if they fit into half of
/// it.
constexpr int partLength = LongLines::longestBlock / 2;
/// Marks a block that continues the line of the previous one. A format, so that Qt's undo restores it.
constexpr int Continues = QTextFormat::UserProperty + 1;

QTextBlockFormat formatOf(bool continues)
{
    QTextBlockFormat format;
    if (continues)
        format.setProperty(Continues, true);
    return format;
}

bool continues(const QTextBlock &block)
{
    return block.isValid() && block.blockFormat().boolProperty(Continues);
}

/// Qt begins a new block at these characters.
bool endsLine(QChar c)
{
    return c == QChar::LineFeed || c == QChar::CarriageReturn || c == QChar::ParagraphSeparator ||
           c == u'\uFDD0' || c == u'\uFDD1';
}

} // namespace

LongLines::LongLines(QTextDocument *document)
    : QObject(document)
    , m_document(document)
{
    connect(document, &QTextDocument::contentsChange, this, &LongLines::onContentsChange);
    connect(document, &QTextDocument::contentsChanged, this, &LongLines::update);
}

QString LongLines::text(int from, int to) const
{
    QString text;
    text.reserve(to - from);
    for (QTextBlock block = m_document->findBlock(from); block.isValid() && block.position() <= to;
        block = block.next()) {
        if (block.position() > from && !continues(block))
            text += u'\n';
        const int begin = std::max(from - block.position(), 0);
        const int end = std::min(to - block.position(), block.length() - 1);
        text += QStringView(block.text()).sliced(begin, end - begin);
    }
    return text;
}

/// Without seams all at once, which is faster than block by block.
QString LongLines::text() const
{
    if (!m_seams.isEmpty())
        return text(0, m_document->characterCount() - 1);
    return m_document->toRawText().replace(QChar(QChar::ParagraphSeparator), u'\n');
}

qint64 LongLines::utf8Size() const
{
    const QString raw = m_document->toRawText(); // faster than block by block
    const qint64 ends = m_document->blockCount() - 1;
    const qint64 separators = ends * Parlance::utf8Size(QStringView(u"\u2029"));
    return Parlance::utf8Size(raw) - separators + ends - m_seams.size();
}

void LongLines::insert(QTextCursor &cursor, const QString &text)
{
    cursor.beginEditBlock();
    cursor.removeSelectedText();
    const QTextBlock first = cursor.block();
    const auto end = std::ranges::find_if(text, endsLine);
    const qsizetype line = end - text.cbegin();
    if (continues(first) && end != text.cend()) {
        // Qt gives a new block the format of the block it is inserted in.
        cursor.insertText(text.first(line));
        cursor.insertBlock(formatOf(false));
        const bool crlf = QStringView(text).sliced(line).startsWith(u"\r\n");
        cursor.insertText(text.sliced(line + (crlf ? 2 : 1)));
    } else {
        cursor.insertText(text);
    }
    divideFrom(first, cursor.position());
    cursor.endEditBlock();
}

bool LongLines::isSeam(int position) const
{
    return std::ranges::binary_search(m_seams, position);
}

void LongLines::onContentsChange(int from, int removed, int added)
{
    const auto begin = std::ranges::lower_bound(m_seams, from);
    const auto end = std::ranges::lower_bound(begin, m_seams.end(), from + removed);
    std::for_each(end, m_seams.end(), [&](int &seam) { seam += added - removed; });
    QList<int> seams;
    for (QTextBlock block = m_document->findBlock(from).next();
        block.isValid() && block.position() <= from + added; block = block.next()) {
        if (continues(block))
            seams.append(block.position() - 1);
    }
    seams += QList<int>(end, m_seams.end());
    m_seams.erase(begin, m_seams.end());
    m_seams += seams;
    m_changedFrom = from;
    m_changedTo = from + added;
}

/// Does nothing after an undo: the restored text was in order.
void LongLines::update()
{
    if (m_document->isEmpty())
        m_seams.clear();
    if (m_mending || m_document->isRedoAvailable())
        return;
    m_mending = true;
    const int position = m_changedFrom;
    const int end = m_changedTo; // the corrections change it
    const QTextBlock block = m_document->findBlock(position);
    if (block.position() == position)
        correct(block, isSeam(position - 1));
    divideFrom(block, end);
    joinShort(m_document->findBlock(position));
    m_mending = false;
}

/// If a whole block was removed, Qt gives its position the format of the block after it.
void LongLines::correct(const QTextBlock &block, bool wanted)
{
    if (continues(block) == wanted)
        return;
    QTextCursor cursor(block);
    cursor.joinPreviousEditBlock();
    cursor.setBlockFormat(formatOf(wanted));
    cursor.endEditBlock();
}

void LongLines::divideFrom(const QTextBlock &first, int end)
{
    QTextCursor last(m_document); // moves with the seams
    last.setPosition(std::min(end, m_document->characterCount() - 1));
    for (QTextBlock block = first; block.isValid() && block.position() <= last.position();
        block = block.next()) {
        if (block.length() > longestBlock)
            divide(block);
    }
}

void LongLines::divide(const QTextBlock &block)
{
    const QString text = block.text();
    QTextCursor cursor(block);
    cursor.joinPreviousEditBlock();
    for (QStringView rest = text; rest.size() > partLength;) {
        const qsizetype part = firstPart(rest, partLength);
        cursor.setPosition(cursor.position() + static_cast<int>(part));
        cursor.insertBlock(formatOf(true));
        rest = rest.sliced(part);
    }
    cursor.endEditBlock();
}

/// A deletion must not leave short parts within a long line.
void LongLines::joinShort(const QTextBlock &block)
{
    for (const QTextBlock &part : {block, block.previous()}) {
        if (!part.isValid() || !continues(part.next()) ||
            part.length() + part.next().length() > partLength / 2)
            continue;
        const int start = part.position();
        QTextCursor cursor(part);
        cursor.joinPreviousEditBlock();
        const QTextBlockFormat format = part.blockFormat();
        cursor.movePosition(QTextCursor::EndOfBlock);
        cursor.deleteChar();
        cursor.setPosition(start);
        cursor.setBlockFormat(format);
        cursor.endEditBlock();
    }
}

} // namespace Parlance
