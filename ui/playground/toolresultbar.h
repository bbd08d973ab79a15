// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QFrame>
#include <QHash>

class QCheckBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace Parlance {

class LongTextEdit;
class ReaderRequests;
class ToolLoop;
struct ToolCall;

/// Takes the results of the calls that wait in a lane, one after the other. Enter gives a result. Hidden
/// while no call waits.
class ToolResultBar : public QFrame
{
    Q_OBJECT

public:
    /// Shows the calls that a reader asks for. The loop must outlive it.
    ToolResultBar(ToolLoop *loop, const ReaderRequests *requests, QWidget *parent = nullptr);

    /// The call that is shown; null if none waits.
    [[nodiscard]] const ToolCall *call() const;
    /// Shows the call at this index, with the cursor in its result.
    void edit(qsizetype call);
    /// Shows the first call without a result that was given, with the cursor in its result.
    void editFirst();
    /// Sets how many other lanes wait for the same call.
    void setOthers(int lanes);

Q_SIGNALS:
    /// Another call is shown.
    void callChanged();
    /// The result is that of the same call in other lanes, too.
    void givenToOthers(const Parlance::ToolCall &call, const QString &text, bool isError);
    /// The last result is given here, from the keyboard or with a click.
    void done();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void follow();
    void keepTyped();
    void show(qsizetype call);
    void showCall();
    void showSendable();
    void give();
    [[nodiscard]] bool isLast() const;
    [[nodiscard]] QString words() const;

    ToolLoop *m_loop;
    qsizetype m_call = 0;
    qsizetype m_answer = -1;              ///< the answer whose calls are shown
    QHash<qsizetype, ToolResult> m_typed; ///< by call: what was left there, not given yet
    QLabel *m_text;
    QToolButton *m_previous;
    QToolButton *m_next;
    LongTextEdit *m_result;
    QCheckBox *m_error;
    QCheckBox *m_others;
    QPushButton *m_give;
};

} // namespace Parlance
