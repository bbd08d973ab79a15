// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace Parlance {

class ToolLoop;

/// Says that the server paused its turn and the lane does not go on by itself, and offers to go on. Hidden
/// otherwise.
class PauseBar : public QFrame
{
    Q_OBJECT

public:
    /// The loop must outlive it.
    explicit PauseBar(ToolLoop *loop, QWidget *parent = nullptr);

private:
    void follow();

    ToolLoop *m_loop;
    QLabel *m_text;
};

} // namespace Parlance
