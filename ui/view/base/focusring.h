// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractScrollArea;

namespace Parlance {

/// A line around a scroll area while it has the focus. With a border in the style sheet, scrolling would
/// repaint the whole area.
class FocusRing : public QWidget
{
    Q_OBJECT

public:
    /// The ring becomes a child of the area.
    explicit FocusRing(QAbstractScrollArea *area);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
};

} // namespace Parlance
