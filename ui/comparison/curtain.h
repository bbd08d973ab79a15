// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QMainWindow;

namespace Parlance {

/// Covers all of a window but its menus while a blind vote is open: the lanes behind would tell the names.
class Curtain : public QFrame
{
    Q_OBJECT

public:
    explicit Curtain(QMainWindow *window);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void cover();

    QMainWindow *m_window;
};

} // namespace Parlance
