// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/copiedtext.h"

#include <QPlainTextEdit>

namespace Parlance {

class LongLines;

/// The editor for prompts. Enter sends and Shift+Enter begins a line, except while an input method composes.
/// It grows with the text up to a third of the window. Up in an empty editor restores the last prompt.
class PromptEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PromptEditor(QWidget *parent = nullptr);

    /// The text as it was given, but with '\n' as line ends. Qt's own function would change some spaces and
    /// show the seams of long lines.
    [[nodiscard]] QString toPlainText() const;
    /// Replaces the text and clears the undo history.
    void setPlainText(const QString &text);
    /// The size of the text as UTF-8, in bytes.
    [[nodiscard]] qint64 utf8Size() const;
    /// True if the text is all white space. Reads no more of it than necessary.
    [[nodiscard]] bool isBlank() const;

    /// Empties the editor and returns the text, which it keeps in memory as the last prompt.
    [[nodiscard]] QString takePrompt();
    /// Puts a prompt that got no answer back, before anything typed since.
    void giveBack(const QString &prompt);
    /// Empties the editor if it holds exactly this prompt.
    void dropPrompt(const QString &prompt);

    /// Sets what masks a selection that is copied or dragged.
    void setCopyMask(const CopyMask &mask) { m_copyMask = mask; }

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
    CopyMask m_copyMask;
    QString m_lastPrompt;
    bool m_composing = false;
};

/// `prompt`, which got no answer, followed by what was typed since; `typed` alone if it begins with the
/// prompt.
[[nodiscard]] QString withPromptBack(const QString &prompt, const QString &typed);

} // namespace Parlance
