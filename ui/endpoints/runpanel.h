// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace Parlance {

class RefusalNotice;
struct RequestCheck;

/// What stands below the parameters of an endpoint page: what is to be said of the request, and the buttons.
class RunPanel : public QWidget
{
    Q_OBJECT

public:
    /// `runText` is on the button.
    explicit RunPanel(const QString &runText, QWidget *parent = nullptr);

    /// Says what the check found, and takes back what was said of a request before.
    void showCheck(const RequestCheck &check);
    /// Says that a request was not sent, because it would be refused, and offers to send it anyway.
    void refuse(const RequestCheck &check);
    /// Offers to stop what is busy, or else to run; `obstacle` is why that is not possible, or empty.
    void showState(bool isBusy, const QString &obstacle);

Q_SIGNALS:
    void runRequested();
    void stopRequested();
    void columnRequested();
    /// The user wants to send what was refused.
    void anywayRequested();

private:
    [[nodiscard]] QWidget *makeButtons();

    QLabel *m_problem;
    QLabel *m_hints;
    RefusalNotice *m_refusal;
    QLabel *m_obstacle;
    QPushButton *m_run;
    QPushButton *m_stop;
};

} // namespace Parlance
