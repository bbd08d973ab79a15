// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/edit/longtextedit.h"

#include "ui/edit/longlines.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>
#include <QTextDocumentFragment>
#include <QTextOption>

#include <algorithm>
#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The direction of a text is that of its first letter, which comes early.
constexpr int lettersForDirection = 400;
constexpr int tabColumns = 4;

bool isSideways(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Left || event.key() == Qt::Key_Right;
}

/// Backspace and keys that insert text.
bool editsBackwards(const QKeyEvent &event)
{
    const QString text = event.text();
    return event.key() == Qt::Key_Backspace || (!text.isEmpty() && text.front().isPrint());
}

} // namespace

LongTextEdit::LongTextEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_lines(new LongLines(document()))
{
    connect(document(), &QTextDocument::contentsChanged, this, &LongTextEdit::alignText);
    setTabWidth();
}

void LongTextEdit::setTabWidth()
{
    setTabStopDistance(tabColumns * QFontMetricsF(font()).horizontalAdvance(u' '));
}

void LongTextEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setTabWidth();
}

/// Qt aligns all lines of a plain text alike: as the first letters.
void LongTextEdit::alignText()
{
    const QString begin = document()->firstBlock().text().first(
        std::min(document()->firstBlock().length() - 1, lettersForDirection));
    QTextOption option = document()->defaultTextOption();
    const Qt::Alignment wanted = begin.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    if (option.alignment() == wanted)
        return;
    option.setAlignment(wanted);
    document()->setDefaultTextOption(option);
}

bool LongTextEdit::isEnter(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

QString LongTextEdit::toPlainText() const
{
    return m_lines->text();
}

QString LongTextEdit::text(int from, int to) const
{
    return m_lines->text(from, to);
}

void LongTextEdit::setPlainText(const QString &text)
{
    clear();
    document()->setUndoRedoEnabled(false);
    QTextCursor cursor(document());
    m_lines->insert(cursor, text);
    document()->setUndoRedoEnabled(true);
    moveCursor(QTextCursor::Start);
}

qint64 LongTextEdit::utf8Size() const
{
    return m_lines->utf8Size();
}

bool LongTextEdit::isBlank() const
{
    for (QTextBlock block = document()->firstBlock(); block.isValid(); block = block.next()) {
        if (!QStringView(block.text()).trimmed().isEmpty())
            return false;
    }
    return true;
}

/// To the user, the positions on both sides of a seam are one. Moves the cursor to the side where Qt finds
/// the character for this key.
void LongTextEdit::keyPressEvent(QKeyEvent *event)
{
    if (isEnter(*event) && !event->modifiers().testFlag(Qt::ControlModifier)) // which is for the form around
        return insert(u"\n"_s);
    if (editsBackwards(*event))
        stepOverSeam(-1);
    else if (event->key() == Qt::Key_Delete)
        stepOverSeam(1);
    const int before = textCursor().position();
    QPlainTextEdit::keyPressEvent(event);
    const int after = textCursor().position();
    if (isSideways(*event) && std::abs(after - before) == 1 && m_lines->isSeam(std::min(before, after)))
        QPlainTextEdit::keyPressEvent(event);
}

/// Moves the cursor only if the next character in this direction, or the whole selection, is a seam.
void LongTextEdit::stepOverSeam(int characters)
{
    QTextCursor cursor = textCursor();
    const int near = cursor.hasSelection() ? cursor.selectionStart()
                                           : std::min(cursor.position(), cursor.position() + characters);
    if (!m_lines->isSeam(near) || cursor.selectionEnd() - cursor.selectionStart() > 1)
        return;
    cursor.setPosition(characters < 0 ? near : near + 1);
    setTextCursor(cursor);
}

void LongTextEdit::insert(const QString &text)
{
    stepOverSeam(-1);
    QTextCursor cursor = textCursor();
    m_lines->insert(cursor, text);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void LongTextEdit::inputMethodEvent(QInputMethodEvent *event)
{
    if (!event->preeditString().isEmpty() || !event->commitString().isEmpty())
        stepOverSeam(-1);
    QPlainTextEdit::inputMethodEvent(event);
}

bool LongTextEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || source->hasHtml();
}

void LongTextEdit::insertFromMimeData(const QMimeData *source)
{
    const QString text =
        source->hasText() ? source->text() : QTextDocumentFragment::fromHtml(source->html()).toPlainText();
    if (!text.isEmpty())
        pasteText(text);
}

/// Qt would join it with what is typed after it, unless another change of the document is between them.
void LongTextEdit::pasteText(const QString &text)
{
    QTextCursor cursor = textCursor();
    cursor.beginEditBlock();
    insert(text);
    cursor = textCursor();
    cursor.setBlockFormat(cursor.blockFormat());
    cursor.endEditBlock();
}

QMimeData *LongTextEdit::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    return copyOf(m_lines->text(cursor.selectionStart(), cursor.selectionEnd()), m_copyMask).release();
}

} // namespace Parlance
