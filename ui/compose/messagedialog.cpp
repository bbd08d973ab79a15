// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/messagedialog.h"

#include "ui/edit/longtextedit.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

Message withText(const Message &message, const QString &text)
{
    Message changed{.role = message.role};
    bool isSet = text.isEmpty();
    for (const Part &part : message.parts) {
        const bool isText = std::holds_alternative<TextPart>(part);
        if ((isText || std::holds_alternative<ToolCall>(part)) && !std::exchange(isSet, true))
            changed.parts.append(TextPart{text});
        if (!isText)
            changed.parts.append(part);
    }
    if (!isSet)
        changed.parts.append(TextPart{text});
    return changed;
}

MessageDialog::MessageDialog(const QString &title, const Message &message, QWidget *parent)
    : QDialog(parent)
    , m_message(message)
    , m_role(new QComboBox)
    , m_callId(new QLineEdit(message.toolCallId()))
    , m_text(new LongTextEdit)
{
    setObjectName(u"messageDialog"_s);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    m_role->setObjectName(u"messageRole"_s);
    for (const auto &[role, name] :
        {std::pair(Role::User, tr("User")), std::pair(Role::Assistant, tr("Assistant")),
            std::pair(Role::System, tr("System")), std::pair(Role::Tool, tr("Tool result"))})
        m_role->addItem(name, QVariant::fromValue(role));
    m_role->setCurrentIndex(m_role->findData(QVariant::fromValue(message.role)));
    m_callId->setObjectName(u"messageCallId"_s);
    m_text->setObjectName(u"messageText"_s);
    m_text->setAccessibleName(tr("Text"));
    m_text->setTabChangesFocus(true);
    m_text->setPlainText(message.text());
    auto *form = new QFormLayout;
    form->addRow(tr("&Role:"), m_role);
    form->addRow(tr("ID of the &call:"), m_callId);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setToolTip(tr("Ctrl+Enter"));
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_text, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &MessageDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_role, &QComboBox::currentIndexChanged, this, &MessageDialog::showRole);
    connect(m_text, &LongTextEdit::textChanged, this, &MessageDialog::showReady);
    connect(m_callId, &QLineEdit::textChanged, this, &MessageDialog::showReady);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(Qt::CTRL | key, this), &QShortcut::activated, m_ok, &QPushButton::click);
    showRole();
    m_text->setFocus();
    resize(560, 360);
}

Role MessageDialog::role() const
{
    return m_role->currentData().value<Role>();
}

Message MessageDialog::message() const
{
    const QString text = m_text->toPlainText();
    if (role() == Role::Tool)
        return Message::of({ToolResult{.callId = m_callId->text().trimmed(),
            .text = text,
            .isError = m_message.results().value(0).isError}});
    return role() == m_message.role ? withText(m_message, text) : Message::of(role(), text);
}

void MessageDialog::showRole()
{
    static_cast<QFormLayout *>(layout()->itemAt(0)->layout())->setRowVisible(m_callId, role() == Role::Tool);
    showReady();
}

void MessageDialog::showReady()
{
    m_ok->setEnabled(!message().isBlank() && (role() != Role::Tool || !m_callId->text().trimmed().isEmpty()));
}

void MessageDialog::accept()
{
    Q_EMIT written(message());
    QDialog::accept();
}

} // namespace Parlance
