// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace Parlance {

class LongTextEdit;

/// Writes a message of a conversation by hand, of any role, or changes one. Only the text can be changed:
/// what else the message has stays, unless it gets another role.
class MessageDialog : public QDialog
{
    Q_OBJECT

public:
    MessageDialog(const QString &title, const Message &message, QWidget *parent = nullptr);

    /// The message as it is written now.
    [[nodiscard]] Message message() const;

Q_SIGNALS:
    void written(const Parlance::Message &message);

protected:
    void accept() override;

private:
    [[nodiscard]] Role role() const;
    void showRole();
    void showReady();

    Message m_message;
    QComboBox *m_role;
    QLineEdit *m_callId;
    LongTextEdit *m_text;
    QPushButton *m_ok;
};

/// The message with this text in the place of its texts.
[[nodiscard]] Message withText(const Message &message, const QString &text);

} // namespace Parlance
