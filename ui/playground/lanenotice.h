// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace Parlance {

struct ChatError;

/// What can be done about a lane's failure, in place: ask how the gateway is, send less. Hidden otherwise.
class LaneNotice : public QFrame
{
    Q_OBJECT

public:
    explicit LaneNotice(QWidget *parent = nullptr);

    /// Offers what fits the error. `canTrim` says that there are older turns to leave out, `canProbe` that the gateway
    /// has a place to ask how it is.
    void offer(const ChatError &error, bool canTrim, bool canProbe);
    void say(const QString &text);

Q_SIGNALS:
    void trimRequested();
    void healthRequested();

private:
    QPushButton *addAction(const QString &text, const QString &name);

    QHBoxLayout *m_layout;
    QLabel *m_text;
    QPushButton *m_trim;
    QPushButton *m_health;
};

} // namespace Parlance
