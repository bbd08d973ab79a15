// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace Parlance {

/// The numbers of a lane's newest reply: time to the first token, total, speed, length, how it ended. What is not known is
/// not shown; what is estimated has an approximately-equal sign.
class MetricsStrip : public QFrame
{
    Q_OBJECT

public:
    explicit MetricsStrip(QWidget *parent = nullptr);

    /// A reply begins; the clock runs until `showReply()`.
    void begin();
    void showReply(const Reply &reply);
    void clear();

Q_SIGNALS:
    void stopRequested();

private:
    void showElapsed();

    QLabel *m_text;
    QPushButton *m_stop;
    QTimer m_tick;
    QElapsedTimer m_clock;
};

} // namespace Parlance
