// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace Parlance {

/// Says, next to the prompt, that the gateway would refuse the conversation so far, and offers to show the
/// faulty message, to repair it, or to send anyway. Hidden otherwise.
class HistoryNotice : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryNotice(QWidget *parent = nullptr);

    /// `repair` says what would cure it.
    void say(const QString &text, const QString &repair);

Q_SIGNALS:
    /// Asks to show the faulty message.
    void showRequested();
    void repairRequested();
    /// Asks to send the conversation as it is.
    void sendRequested();

private:
    QLabel *m_text;
    QPushButton *m_repair;
};

} // namespace Parlance
