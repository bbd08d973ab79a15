// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/copiedtext.h"

#include <QPlainTextEdit>

namespace Parlance {

class LongLines;

/// An editor for plain text with lines of any length. Takes text alone, no files and no formats. A text that
/// is read from the right stands at the right.
class LongTextEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit LongTextEdit(QWidget *parent = nullptr);

    /// The text as it was given, but with '\n' as line ends. Qt's own function would change some spaces and
    /// show the seams of long lines.
    [[nodiscard]] QString toPlainText() const;
    /// The same for the text between these positions of the document.
    [[nodiscard]] QString text(int from, int to) const;
    /// Replaces the text and clears the undo history.
    void setPlainText(const QString &text);
    /// Inserts text at the cursor, in place of what is selected, as an undo step of its own.
    void pasteText(const QString &text);
    /// The size of the text as UTF-8, in bytes.
    [[nodiscard]] qint64 utf8Size() const;
    /// True if the text is all white space. Reads no more of it than necessary.
    [[nodiscard]] bool isBlank() const;

    /// Sets what masks a selection that is copied or dragged.
    void setCopyMask(const CopyMask &mask) { m_copyMask = mask; }

protected:
    [[nodiscard]] static bool isEnter(const QKeyEvent &event);

    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    void insert(const QString &text);
    void alignText();
    void setTabWidth();
    void stepOverSeam(int characters);

    LongLines *m_lines;
    CopyMask m_copyMask;
};

} // namespace Parlance
