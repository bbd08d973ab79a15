// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace Parlance {

class DifferenceView;

/// The buttons that go from one difference of a view to the next, and which one is marked, of how many.
class DifferenceSteps : public QWidget
{
    Q_OBJECT

public:
    explicit DifferenceSteps(DifferenceView *view, QWidget *parent = nullptr);

    /// Call after the view shows other texts.
    void refresh();

private:
    void step(int direction);
    void showPlace();

    DifferenceView *m_view;
    QLabel *m_place;
    QPushButton *m_previous;
    QPushButton *m_next;
};

} // namespace Parlance
