// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace Parlance {

/// Says that nothing was sent, as it would be refused, and offers to send it anyway. Hidden otherwise.
class RefusalNotice : public QWidget
{
    Q_OBJECT

public:
    /// The text of the notice gets the name of the widget, with "Text".
    explicit RefusalNotice(const QString &name, QWidget *parent = nullptr);

    /// Offers to send it as it is, unless that cannot be.
    void say(const QString &text, bool canSend = true);

Q_SIGNALS:
    /// Asks to send it as it is.
    void sendRequested();

private:
    QLabel *m_text;
    QPushButton *m_send;
};

} // namespace Parlance
