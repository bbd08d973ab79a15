// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace Parlance {

class LongLines;

/// Where a prompt is written. Enter sends, Shift+Enter begins a line, and neither while an input method
/// composes; grows with the text up to a third of its window. Up in an empty editor brings the last prompt
/// back.
class PromptEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PromptEditor(QWidget *parent = nullptr);

    /// The text as it was given, but for the ends of lines, which are '\n'. Qt's own would change some
    /// blanks, and show the seams of long lines.
    [[nodiscard]] QString toPlainText() const;
    /// Replaces the text, and forgets what could be undone.
    void setPlainText(const QString &text);
    /// The bytes of the text as UTF-8.
    [[nodiscard]] qint64 utf8Size() const;
    /// True if there is nothing but blanks. Reads no more of the text than it must.
    [[nodiscard]] bool isBlank() const;

    /// Remembers the text as the last prompt, in memory, and empties the editor.
    [[nodiscard]] QString takePrompt();
    /// Puts a prompt that brought no answer back, before anything typed since.
    void giveBack(const QString &prompt);
    /// Empties the editor if it holds just this prompt.
    void dropPrompt(const QString &prompt);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void sendRequested();
    void focusChanged(bool focused);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    void insert(const QString &text);
    void stepOverSeam(int characters);
    void editAcrossSeams(QKeyEvent *event);
    [[nodiscard]] int heightOfLines(int lines) const;

    LongLines *m_lines;
    QString m_lastPrompt;
    bool m_composing = false;
};

/// A prompt that brought no answer, before what was typed since; just that where it begins with the prompt.
[[nodiscard]] QString withPromptBack(const QString &prompt, const QString &typed);

} // namespace Parlance
