// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compose/prompthistory.h"
#include "ui/edit/longtextedit.h"

namespace Parlance {

/// The editor for prompts. Enter sends and Shift+Enter starts a new line, or, by the settings, Ctrl+Enter
/// sends and Enter starts one, except while an input method composes. It grows with the text up to a third of
/// the window. Up on the first line steps back through the prompts that were sent, from an empty editor or
/// from the beginning of the text, and Down on the last line forward again. Files and pictures that are
/// pasted or dropped are handed on.
class PromptEditor : public LongTextEdit
{
    Q_OBJECT

public:
    static constexpr qsizetype LongPaste = 8 * 1024; ///< bytes of UTF-8
    static constexpr qsizetype ManyLines = 200;

    explicit PromptEditor(QWidget *parent = nullptr);

    /// Empties the editor and returns the text, which it keeps in its history.
    [[nodiscard]] QString takePrompt();
    /// Puts a prompt that got no answer back, before anything typed since.
    void giveBack(const QString &prompt);

    /// True if it is empty, and nothing that was typed could be undone or done again.
    [[nodiscard]] bool isUntouched() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void sendRequested();
    void focusChanged(bool focused);
    /// Files were pasted or dropped.
    void filesGiven(const QStringList &paths);
    /// A picture was pasted or dropped: the bytes of its file, or else the picture itself.
    void pictureGiven(const QByteArray &bytes);
    void imageGiven(const QImage &picture);
    /// A text longer than `LongPaste` or `ManyLines` was pasted: it stands between these positions.
    void longTextPasted(int from, int to);

protected:
    bool event(QEvent *event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] bool givePicture(const QMimeData &source);
    [[nodiscard]] int heightOfLines(int lines) const;
    bool stepThroughHistory(int key);

    PromptHistory m_history;
    bool m_composing = false;
};

/// `prompt`, which got no answer, followed by what was typed since; `typed` alone if it begins with the
/// prompt.
[[nodiscard]] QString withPromptBack(const QString &prompt, const QString &typed);

} // namespace Parlance
