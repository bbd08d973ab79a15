// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QList>
#include <QTextCharFormat>
#include <QTimer>

#include <functional>

class QMenu;
class QTextLayout;

namespace Parlance {

/// A range of a text, in UTF-16 code units.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype length = 0;

    bool operator==(const TextRange &) const = default;
    [[nodiscard]] qsizetype end() const { return begin + length; }
};

/// Shows a text of any length in a fixed font, wrapped at the view's width; the user can select, copy and
/// point at a character. Lays out visible lines only and breaks the others in slices between events, so
/// that 64 MiB open in a moment.
class TextView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TextView(QWidget *parent = nullptr);

    /// Replaces the text. Keeps position and selection as far as the beginning is the same.
    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    /// How the mark with this index looks.
    using MarkFormat = std::function<QTextCharFormat(qsizetype mark)>;
    /// Marks these ranges, which must be in order; without `format` by a background.
    void setMarks(const QList<TextRange> &marks, const MarkFormat &format = {});
    [[nodiscard]] const QList<TextRange> &marks() const { return m_marks; }
    /// Selects a range and scrolls to it.
    void select(const TextRange &range);
    [[nodiscard]] TextRange selection() const;
    /// Scrolls so that this character is visible, a third down the view if it was not.
    void reveal(qsizetype position);

    /// Sets what a tool tip says about the character at a position; empty for none.
    void setToolTipOf(std::function<QString(qsizetype)> toolTip) { m_toolTip = std::move(toolTip); }

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// A menu opens for the character at this position. A handler may add to it.
    void menuOpens(QMenu *menu, qsizetype position);
    /// The user pointed at a character, with the mouse or by moving the caret.
    void pointed(qsizetype position);
    void selectionChanged();

public Q_SLOTS:
    void selectAll();
    /// Copies the selection, or everything if nothing is selected.
    void copy();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void breakAnew();
    void breakUntil(qsizetype position);
    void breakNext();
    void updateScrollBar();
    [[nodiscard]] qreal lineHeight() const;
    [[nodiscard]] qsizetype visibleLines() const;
    [[nodiscard]] qsizetype lineOf(qsizetype position) const;
    [[nodiscard]] qsizetype endOfLine(qsizetype line) const;
    void layOut(qsizetype line, QTextLayout &layout) const;
    [[nodiscard]] qsizetype positionAt(const QPointF &point) const;
    [[nodiscard]] std::optional<qsizetype> movedBy(const QKeyEvent &event) const;
    [[nodiscard]] qsizetype inLine(qsizetype line) const;
    void moveCaret(qsizetype position, bool extends);
    void setSelection(qsizetype anchor, qsizetype caret);

    QString m_text;
    std::function<QString(qsizetype)> m_toolTip;
    QList<qsizetype> m_lines; ///< where each begins, as far as the text is broken
    qsizetype m_broken = 0;   ///< characters of the text that are broken into lines
    qsizetype m_column = 0;   ///< where the next character stands in its line
    qsizetype m_columns = 0;  ///< of the view, when the lines were broken
    QTimer m_nextSlice;
    QList<TextRange> m_marks;
    MarkFormat m_markFormat;
    qsizetype m_anchor = 0;
    qsizetype m_caret = 0;
};

} // namespace Parlance
