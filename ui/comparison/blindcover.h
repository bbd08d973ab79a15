// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

class QMainWindow;

namespace Parlance {

/// Covers a window during a blind vote and disables its content, the menus too, as the lanes would reveal the
/// names. Gives the focus back afterwards.
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
    QPointer<QWidget> m_focus; ///< had the focus before
};

} // namespace Parlance
