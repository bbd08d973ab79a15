// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace Parlance {

struct ErrorText;

/// Offers help with a lane's failure in the lane: check the gateway's health, send less, set a key. Hidden
/// otherwise.
class LaneNotice : public QFrame
{
    Q_OBJECT

public:
    explicit LaneNotice(QWidget *parent = nullptr);

    /// What to offer besides retrying.
    struct Help
    {
        bool parameter = false; ///< the gateway refused a parameter
        bool trim = false;      ///< older turns can be left out
        bool health = false;    ///< the gateway has a health check
        bool key = false;       ///< a key can be set
        bool accept = false;    ///< the key was blocked but can be sent anyway
        bool settings = false;  ///< the gateway's address can be set
        bool fault = false;     ///< a requested failure is still to come
    };
    void offer(const Help &help);
    void say(const QString &text);
    /// Shows an error as a conversation does; `message` is the server's own, and may be empty.
    void sayError(const ErrorText &error, const QString &message);
    /// Says this of a request while it runs, and offers to stop it.
    void sayRunning(const QString &text);
    /// Says that this failure is tried next, and offers to cancel it.
    void sayFault(const QString &fault);
    /// Takes back what was said; what is offered stays.
    void sayNothing() { showTexts({}, {}, {}); }

Q_SIGNALS:
    void trimRequested();
    void healthRequested();
    void stopRequested();
    void keyRequested();
    void acceptRequested();
    void settingsRequested();
    /// Asks to show the refused parameter.
    void parameterRequested();
    /// Asks to cancel the requested failure.
    void faultCancelled();

private:
    QPushButton *addAction(const QString &text, const QString &name);
    void showTexts(const QString &title, const QString &text, const QString &details);

    QHBoxLayout *m_actions; ///< below the words, and so in one place with and without them
    QLabel *m_title;        ///< of an error
    QLabel *m_text;
    QLabel *m_details; ///< of an error
    QPushButton *m_parameter;
    QPushButton *m_trim;
    QPushButton *m_health;
    QPushButton *m_key;
    QPushButton *m_accept;
    QPushButton *m_settings;
    QPushButton *m_fault;
    QPushButton *m_stop; ///< the last, for it comes and goes
};

} // namespace Parlance
