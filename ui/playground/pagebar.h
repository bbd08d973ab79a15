// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/page.h"

#include <QPainterPath>
#include <QPointer>
#include <QTabBar>

class QLineEdit;

namespace Parlance {

/// The tabs of the pages, each with a sign. A double click edits a tab's name in place, a middle click
/// requests to close the page, a right one requests its menu.
class PageBar : public QTabBar
{
    Q_OBJECT

public:
    explicit PageBar(QWidget *parent = nullptr);

    /// Appends a tab and returns its index.
    int addPage(const QString &name);
    [[nodiscard]] QString name(int index) const;
    void setName(int index, const QString &name);
    /// Shows the page's icon, or that it is busy or has failed.
    void setSign(int index, const QPainterPath &icon, Page::State state);
    /// Opens the editor for a tab's name; Enter accepts, Escape cancels.
    void editName(int index);
    /// Closes that editor, if it is open; the name stays.
    void cancelEdit();

    [[nodiscard]] QSize minimumSizeHint() const override;
    /// The same for the current page, whose name is bold, and any other.
    [[nodiscard]] QSize tabSizeHint(int index) const override;

Q_SIGNALS:
    void renamed(int index, const QString &name);
    /// Asks for the menu of the page.
    void menuRequested(int index, const QPoint &global);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void describe(int index);
    void takeName();
    void closeEditor();

    QLineEdit *m_editor;
    QPointer<QWidget> m_before; ///< had the focus before the editor
    int m_edited = -1;
};

} // namespace Parlance
