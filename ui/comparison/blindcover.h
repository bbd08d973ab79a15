// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QMainWindow;

namespace Parlance {

/// Covers a window while a blind vote is open, and disables what is in it, its menus too: the lanes would
/// tell the names. The focus comes back with them.
class BlindCover : public QFrame
{
    Q_OBJECT

public:
    explicit BlindCover(QMainWindow *window);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void cover();
    [[nodiscard]] QWidgetList behind() const;

    QMainWindow *m_window;
    QList<QPointer<QWidget>> m_disabled;
    QPointer<QWidget> m_focus; ///< what had it
};

} // namespace Parlance
