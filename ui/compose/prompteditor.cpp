// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/prompteditor.h"
#include "workspace/appsettings.h"

#include <QAbstractTextDocumentLayout>
#include <QImage>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QUrl>
#include <QtMath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MaxLines = 12;

/// The files of this computer, if there is nothing else; URLs of the web are text.
QStringList filesIn(const QMimeData &source)
{
    QStringList files;
    for (const QUrl &url : source.urls()) {
        if (!url.isLocalFile())
            return {};
        files << url.toLocalFile();
    }
    return files;
}

/// Whether Enter sends with these keys held.
bool sends(Qt::KeyboardModifiers held)
{
    return Settings::enterSends().value() ? !held.testFlag(Qt::ShiftModifier)
                                          : held.testFlag(Qt::ControlModifier);
}

} // namespace

PromptEditor::PromptEditor(QWidget *parent)
    : LongTextEdit(parent)
{
    setObjectName(u"promptEditor"_s);
    setAccessibleName(tr("Prompt"));
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(5); // the padding of the links below it
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
        [this](QSizeF size) {
            setVerticalScrollBarPolicy(
                size.height() > MaxLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
            updateGeometry();
        });
    connect(document(), &QTextDocument::contentsChanged, this, [this] {
        if (sizeHint().height() != height())
            updateGeometry();
    });
}

QString withPromptBack(const QString &prompt, const QString &typed)
{
    if (typed.isEmpty())
        return prompt;
    return typed == prompt || typed.startsWith(prompt + u'\n') ? typed : prompt + u'\n' + typed;
}

QString PromptEditor::takePrompt()
{
    const QString prompt = toPlainText();
    if (!prompt.isEmpty()) // it may be pictures alone
        m_history.add(prompt);
    clear();
    return prompt;
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

bool PromptEditor::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasImage() || source->hasUrls() || LongTextEdit::canInsertFromMimeData(source);
}

void PromptEditor::insertFromMimeData(const QMimeData *source)
{
    if (const QStringList files = filesIn(*source); !files.isEmpty())
        return Q_EMIT filesGiven(files);
    if (!source->hasText() && givePicture(*source))
        return;
    const int from = textCursor().selectionStart();
    LongTextEdit::insertFromMimeData(source);
    const QString text = source->text();
    if (text.size() > LongPaste || text.count(u'\n') > ManyLines || text.toUtf8().size() > LongPaste)
        Q_EMIT longTextPasted(from, textCursor().position());
}

/// Prefers the bytes of a file to those of a picture that would have to be encoded.
bool PromptEditor::givePicture(const QMimeData &source)
{
    for (const QString &type : {u"image/png"_s, u"image/jpeg"_s, u"image/webp"_s, u"image/gif"_s}) {
        if (const QByteArray bytes = source.data(type); !bytes.isEmpty()) {
            Q_EMIT pictureGiven(bytes);
            return true;
        }
    }
    const auto picture = source.imageData().value<QImage>();
    if (!picture.isNull())
        Q_EMIT imageGiven(picture);
    return !picture.isNull();
}

/// Of the first lines as they are laid out, at least one: a sign of another font makes a line higher.
int PromptEditor::heightOfLines(int most) const
{
    qreal height = 0;
    for (QTextBlock block = document()->firstBlock(); block.isValid() && most > 0; block = block.next()) {
        (void)blockBoundingRect(block); // lays it out
        for (int i = 0; i < block.layout()->lineCount() && most > 0; ++i, --most)
            height += block.layout()->lineAt(i).height();
    }
    const QMargins margins = contentsMargins();
    return qCeil(height) + margins.top() + margins.bottom() + 2 * qRound(document()->documentMargin());
}

QSize PromptEditor::sizeHint() const
{
    return {400, heightOfLines(MaxLines)};
}

QSize PromptEditor::minimumSizeHint() const
{
    return {120, heightOfLines(1)};
}

bool PromptEditor::isUntouched() const
{
    return document()->isEmpty() && !document()->isUndoAvailable() && !document()->isRedoAvailable();
}

/// Qt's text takes the key of undo for itself, also with nothing to undo.
bool PromptEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isUntouched() &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Undo)) {
        event->ignore();
        return true;
    }
    return LongTextEdit::event(event);
}

void PromptEditor::keyPressEvent(QKeyEvent *event)
{
    if (isEnter(*event) && sends(event->modifiers())) {
        if (!m_composing)
            Q_EMIT sendRequested();
    } else if (event->modifiers() != Qt::NoModifier || !stepThroughHistory(event->key())) {
        LongTextEdit::keyPressEvent(event);
    }
}

/// Returns true if another prompt is shown.
bool PromptEditor::stepThroughHistory(int key)
{
    QTextCursor cursor = textCursor();
    const QString text = toPlainText();
    std::optional<QString> prompt;
    const bool isStart = cursor.atStart() || m_history.isShowing(text);
    if (key == Qt::Key_Up && isStart && !cursor.movePosition(QTextCursor::Up))
        prompt = m_history.older(text);
    else if (key == Qt::Key_Down && !cursor.movePosition(QTextCursor::Down))
        prompt = m_history.newer(text);
    if (!prompt)
        return false;
    setPlainText(*prompt);
    moveCursor(QTextCursor::End);
    return true;
}

void PromptEditor::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    LongTextEdit::inputMethodEvent(event);
}

void PromptEditor::focusInEvent(QFocusEvent *event)
{
    LongTextEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void PromptEditor::focusOutEvent(QFocusEvent *event)
{
    LongTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged(false);
}

void PromptEditor::resizeEvent(QResizeEvent *event)
{
    LongTextEdit::resizeEvent(event);
    // it grew by a line that it had already scrolled to
    if (document()->size().height() <= MaxLines)
        verticalScrollBar()->setValue(0);
}

} // namespace Parlance
