// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractScrollArea;

namespace Parlance {

/// A line around what a scroll area shows, while that has the focus. A border in the style sheet would have
/// it painted whole whenever it scrolls.
class FocusRing : public QWidget
{
    Q_OBJECT

public:
    /// The ring is a child of the area.
    explicit FocusRing(QAbstractScrollArea *area);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();

    QAbstractScrollArea *m_area;
};

} // namespace Parlance
