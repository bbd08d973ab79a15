// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QFrame>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace Parlance {

class LongTextEdit;

/// Writes a message of a conversation by hand, of any role, or changes one. Only the text can be changed:
/// what else the message has stays, unless it gets another role. Ctrl+Enter saves, Escape cancels.
class MessageEditor : public QFrame
{
    Q_OBJECT

public:
    MessageEditor(const QString &name, const Message &message, QWidget *parent = nullptr);

    /// The message as it is written now.
    [[nodiscard]] Message message() const;
    /// While there is an obstacle, nothing can be saved, and the button tells it. Empty for none.
    void setObstacle(const QString &obstacle);
    /// Puts the cursor at the end of the text.
    void edit();

Q_SIGNALS:
    /// The user wants to save what is written.
    void saved();
    void cancelled();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLayout *makeHead();
    QLayout *makeFoot();
    [[nodiscard]] Role role() const;
    void showRole();
    void showSave();

    Message m_message;
    QComboBox *m_role;
    QLineEdit *m_callId;
    LongTextEdit *m_text;
    QPushButton *m_save;
    QString m_obstacle;
};

/// The message with this text in the place of its texts.
[[nodiscard]] Message withText(const Message &message, const QString &text);

} // namespace Parlance
