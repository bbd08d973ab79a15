// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/messageeditor.h"

#include "ui/edit/longtextedit.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

bool isSaving(const QKeyEvent &event)
{
    return (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) &&
           event.modifiers().testFlag(Qt::ControlModifier);
}

} // namespace

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

MessageEditor::MessageEditor(const QString &name, const Message &message, QWidget *parent)
    : QFrame(parent)
    , m_message(message)
    , m_role(new QComboBox)
    , m_callId(new QLineEdit(message.toolCallId()))
    , m_text(new LongTextEdit)
    , m_save(new QPushButton(tr("Save")))
{
    setObjectName(u"messageEditor"_s);
    setAccessibleName(name);
    setAutoFillBackground(true);
    m_text->setObjectName(u"messageText"_s);
    m_text->setAccessibleName(tr("Text"));
    m_text->setTabChangesFocus(true);
    m_text->setPlainText(message.text());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addLayout(makeHead());
    layout->addWidget(m_text, 1);
    layout->addLayout(makeFoot());
    connect(m_role, &QComboBox::currentIndexChanged, this, &MessageEditor::showRole);
    connect(m_text, &LongTextEdit::textChanged, this, &MessageEditor::showSave);
    connect(m_callId, &QLineEdit::textChanged, this, &MessageEditor::showSave);
    showRole();
}

QLayout *MessageEditor::makeHead()
{
    m_role->setObjectName(u"messageRole"_s);
    m_role->setAccessibleName(tr("Role"));
    for (const auto &[role, name] :
        {std::pair(Role::User, tr("User")), std::pair(Role::Assistant, tr("Assistant")),
            std::pair(Role::System, tr("System")), std::pair(Role::Tool, tr("Tool result"))})
        m_role->addItem(name, QVariant::fromValue(role));
    m_role->setCurrentIndex(m_role->findData(QVariant::fromValue(m_message.role)));
    m_callId->setObjectName(u"messageCallId"_s);
    m_callId->setAccessibleName(tr("ID of the call"));
    m_callId->setPlaceholderText(m_callId->accessibleName());
    auto *head = new QHBoxLayout;
    head->addWidget(m_role);
    head->addWidget(m_callId, 1);
    head->addStretch();
    return head;
}

QLayout *MessageEditor::makeFoot()
{
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancelMessage"_s);
    cancel->setToolTip(tr("Esc"));
    m_save->setObjectName(u"saveMessage"_s);
    m_save->setProperty("role", u"primary"_s);
    connect(cancel, &QPushButton::clicked, this, &MessageEditor::cancelled);
    connect(m_save, &QPushButton::clicked, this, &MessageEditor::saved);
    auto *foot = new QHBoxLayout;
    foot->addStretch();
    foot->addWidget(cancel);
    foot->addWidget(m_save);
    return foot;
}

Role MessageEditor::role() const
{
    return m_role->currentData().value<Role>();
}

Message MessageEditor::message() const
{
    const QString text = m_text->toPlainText();
    if (role() == Role::Tool)
        return Message::of({ToolResult{.callId = m_callId->text().trimmed(),
            .text = text,
            .isError = m_message.results().value(0).isError}});
    return role() == m_message.role ? withText(m_message, text) : Message::of(role(), text);
}

void MessageEditor::setObstacle(const QString &obstacle)
{
    m_obstacle = obstacle;
    showSave();
}

void MessageEditor::edit()
{
    m_text->moveCursor(QTextCursor::End);
    m_text->setFocus();
}

void MessageEditor::showRole()
{
    m_callId->setVisible(role() == Role::Tool);
    showSave();
}

void MessageEditor::showSave()
{
    const bool isWhole = role() != Role::Tool || !m_callId->text().trimmed().isEmpty();
    m_save->setEnabled(m_obstacle.isEmpty() && isWhole && !message().isBlank());
    m_save->setToolTip(m_obstacle.isEmpty() ? tr("Ctrl+Enter") : m_obstacle);
}

/// Takes the keys that the window would have.
bool MessageEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        event->setAccepted(key->key() == Qt::Key_Escape || isSaving(*key));
        return event->isAccepted();
    }
    return QFrame::event(event);
}

void MessageEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (isSaving(*event))
        m_save->click();
    else
        QFrame::keyPressEvent(event);
}

} // namespace Parlance
