// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/prompteditor.h"

#include "ui/compose/longlines.h"

#include <QAbstractTextDocumentLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>

#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MinLines = 1;
constexpr int MaxLines = 12;

bool isEnter(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

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

PromptEditor::PromptEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_lines(new LongLines(document()))
{
    setObjectName(u"promptEditor"_s);
    setAccessibleName(tr("Prompt"));
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(2);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
        [this](QSizeF size) {
            setVerticalScrollBarPolicy(
                size.height() > MaxLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
            updateGeometry();
        });
}

QString withPromptBack(const QString &prompt, const QString &typed)
{
    if (typed.isEmpty())
        return prompt;
    return typed == prompt || typed.startsWith(prompt + u'\n') ? typed : prompt + u'\n' + typed;
}

QString PromptEditor::toPlainText() const
{
    return m_lines->text();
}

void PromptEditor::setPlainText(const QString &text)
{
    clear();
    document()->setUndoRedoEnabled(false);
    QTextCursor cursor(document());
    m_lines->insert(cursor, text);
    document()->setUndoRedoEnabled(true);
    moveCursor(QTextCursor::Start);
}

qint64 PromptEditor::utf8Size() const
{
    return m_lines->utf8Size();
}

bool PromptEditor::isBlank() const
{
    for (QTextBlock block = document()->firstBlock(); block.isValid(); block = block.next()) {
        if (!QStringView(block.text()).trimmed().isEmpty())
            return false;
    }
    return true;
}

QString PromptEditor::takePrompt()
{
    m_lastPrompt = toPlainText();
    clear();
    return m_lastPrompt;
}

void PromptEditor::giveBack(const QString &prompt)
{
    const QString typed = toPlainText();
    const QString both = withPromptBack(prompt, typed);
    if (both == typed)
        return;
    setPlainText(both);
    moveCursor(QTextCursor::End);
}

void PromptEditor::dropPrompt(const QString &prompt)
{
    if (toPlainText() == prompt)
        clear();
}

int PromptEditor::heightOfLines(int lines) const
{
    const QMargins margins = contentsMargins();
    const int frame = margins.top() + margins.bottom() + 2 * static_cast<int>(document()->documentMargin());
    return fontMetrics().lineSpacing() * lines + frame;
}

QSize PromptEditor::sizeHint() const
{
    // The document's height is in lines, as it is plain text.
    const int lines = static_cast<int>(document()->size().height());
    return {400, heightOfLines(qBound(MinLines, lines, MaxLines))};
}

QSize PromptEditor::minimumSizeHint() const
{
    return {120, heightOfLines(MinLines)};
}

void PromptEditor::keyPressEvent(QKeyEvent *event)
{
    if (isEnter(*event) && event->modifiers() & Qt::ShiftModifier) {
        insert(u"\n"_s);
    } else if (isEnter(*event)) {
        if (!m_composing)
            Q_EMIT sendRequested();
    } else if (event->key() == Qt::Key_Up && document()->isEmpty() && !m_lastPrompt.isEmpty()) {
        giveBack(m_lastPrompt);
    } else {
        editAcrossSeams(event);
    }
}

/// To the user, the positions on both sides of a seam are one. Moves the cursor to the side where Qt finds
/// the character for this key.
void PromptEditor::editAcrossSeams(QKeyEvent *event)
{
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
void PromptEditor::stepOverSeam(int characters)
{
    QTextCursor cursor = textCursor();
    const int near = cursor.hasSelection() ? cursor.selectionStart()
                                           : std::min(cursor.position(), cursor.position() + characters);
    if (!m_lines->isSeam(near) || cursor.selectionEnd() - cursor.selectionStart() > 1)
        return;
    cursor.setPosition(characters < 0 ? near : near + 1);
    setTextCursor(cursor);
}

void PromptEditor::insert(const QString &text)
{
    stepOverSeam(-1);
    QTextCursor cursor = textCursor();
    m_lines->insert(cursor, text);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void PromptEditor::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    if (m_composing || !event->commitString().isEmpty())
        stepOverSeam(-1);
    QPlainTextEdit::inputMethodEvent(event);
}

void PromptEditor::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void PromptEditor::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged(false);
}

void PromptEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    // it grew by a line that it had already scrolled to
    if (document()->size().height() <= MaxLines)
        verticalScrollBar()->setValue(0);
}

void PromptEditor::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText())
        insert(source->text());
}

QMimeData *PromptEditor::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    return copyOf(m_lines->text(cursor.selectionStart(), cursor.selectionEnd()), m_copyMask).release();
}

} // namespace Parlance
