// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace Parlance {

/// Says where one sends that the conversation so far would be refused, with a way to what is wrong and a way
/// on. Hidden until then.
class HistoryNotice : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryNotice(QWidget *parent = nullptr);

    void say(const QString &text);

Q_SIGNALS:
    /// The message that is wrong is to be shown.
    void showRequested();
    /// It is to be sent as it is.
    void sendRequested();

private:
    QLabel *m_text;
};

} // namespace Parlance
