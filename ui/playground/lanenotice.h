// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace Parlance {

/// What can be done about a lane's failure, in place: ask how the gateway is, send less, set a key. Hidden
/// otherwise.
class LaneNotice : public QFrame
{
    Q_OBJECT

public:
    explicit LaneNotice(QWidget *parent = nullptr);

    /// What there is to offer besides trying again.
    struct Help
    {
        bool trim = false;     ///< there are older turns to leave out
        bool health = false;   ///< the gateway has a place to ask how it is
        bool key = false;      ///< a key can be set
        bool accept = false;   ///< the key was questioned and can be sent all the same
        bool settings = false; ///< the gateway's address can be set
        bool fault = false;    ///< a failure is to come that was asked for
    };
    void offer(const Help &help);
    void say(const QString &text);

Q_SIGNALS:
    void trimRequested();
    void healthRequested();
    void keyRequested();
    void acceptRequested();
    void settingsRequested();
    /// The failure that was asked for is not wanted any more.
    void faultCancelled();

private:
    QPushButton *addAction(const QString &text, const QString &name);

    QHBoxLayout *m_layout;
    QLabel *m_text;
    QPushButton *m_trim;
    QPushButton *m_health;
    QPushButton *m_key;
    QPushButton *m_accept;
    QPushButton *m_settings;
    QPushButton *m_fault;
};

} // namespace Parlance
