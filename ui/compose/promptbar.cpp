// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/promptbar.h"

#include "chat/trimming.h"
#include "ui/compose/prompteditor.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

void setFlag(QWidget *widget, const char *name, const QVariant &on)
{
    if (widget->property(name) == on)
        return;
    widget->setProperty(name, on);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QString kilobytes(qint64 bytes)
{
    return QLocale().toString(static_cast<double>(bytes) / 1024, 'f', 1);
}

} // namespace

PromptBar::PromptBar(QWidget *parent)
    : QFrame(parent)
    , m_editor(new PromptEditor)
{
    setObjectName(u"promptBar"_s);
    m_editingLine = makeEditingLine();
    auto *box = new QFrame;
    box->setObjectName(u"promptBox"_s);
    auto *inner = new QVBoxLayout(box);
    inner->setContentsMargins(12, 10, 12, 10);
    inner->setSpacing(8);
    inner->addWidget(m_editingLine);
    inner->addWidget(m_editor);
    inner->addWidget(makeControls());
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 12, 16, 12);
    outer->addWidget(box);

    connect(m_editor, &PromptEditor::focusChanged, box, [box](bool focused) { setFlag(box, "focused", focused); });
    connect(m_editor, &PromptEditor::sendRequested, this, &PromptBar::sendRequested);
    connect(m_editor, &PromptEditor::textChanged, this, &PromptBar::showInput);
    connect(m_editor, &PromptEditor::textChanged, this, &PromptBar::showSendable);
    setLaneCount(1);
    setEditing({});
    showInput();
    showSendable();
}

QWidget *PromptBar::makeEditingLine()
{
    auto *line = new QWidget;
    m_editingText = new QLabel;
    m_editingText->setProperty("role", u"secondary"_s);
    m_editingText->setTextFormat(Qt::PlainText);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancelEditing"_s);
    cancel->setProperty("role", u"link"_s);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_editingText);
    layout->addWidget(cancel);
    layout->addStretch();
    connect(cancel, &QPushButton::clicked, this, &PromptBar::editingCancelled);
    return line;
}

QWidget *PromptBar::makeControls()
{
    auto *controls = new QWidget;
    auto *hint = new QLabel(tr("Enter sends, Shift+Enter begins a line"));
    hint->setProperty("role", u"secondary"_s);
    m_meter = new QProgressBar;
    m_meter->setObjectName(u"inputMeter"_s);
    m_meter->setAccessibleName(tr("Input used"));
    m_meter->setTextVisible(false);
    m_meter->setFixedSize(88, 4);
    m_meterText = new QLabel;
    m_meterText->setObjectName(u"inputMeterText"_s);
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setObjectName(u"stopButton"_s);
    m_send = new QPushButton(tr("Send"));
    m_send->setObjectName(u"sendButton"_s);
    m_send->setProperty("role", u"primary"_s);

    auto *layout = new QHBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(hint);
    layout->addStretch();
    layout->addWidget(m_meter);
    layout->addWidget(m_meterText);
    layout->addWidget(m_stop);
    layout->addWidget(m_send);
    connect(m_stop, &QPushButton::clicked, this, &PromptBar::stopRequested);
    connect(m_send, &QPushButton::clicked, this, &PromptBar::sendRequested);
    return controls;
}

void PromptBar::setLaneCount(int count)
{
    m_editor->setPlaceholderText(count == 1 ? tr("Ask anything…")
            : count == 2                    ? tr("Ask both lanes…")
                                            : tr("Ask all %n lanes…", nullptr, count));
    m_editor->viewport()->update(); // a new placeholder alone is not painted
    m_stop->setText(count == 1 ? tr("Stop") : tr("Stop all"));
}

void PromptBar::setBusy(bool busy)
{
    m_busy = busy;
    m_stop->setVisible(busy);
    showSendable();
}

void PromptBar::setInput(qint64 conversationBytes, std::optional<qint64> limit)
{
    m_conversationBytes = conversationBytes;
    m_limit = limit;
    showInput();
}

void PromptBar::setEditing(const QString &laneName)
{
    m_editingLine->setVisible(!laneName.isEmpty());
    m_editingText->setText(tr("Editing a question in %1. The answer it had stays as a version.").arg(laneName));
}

void PromptBar::showInput()
{
    m_meter->setVisible(m_limit.has_value());
    m_meterText->setVisible(m_limit.has_value());
    if (!m_limit)
        return;
    const qint64 used = m_conversationBytes + utf8Size(m_editor->toPlainText());
    const bool over = used > *m_limit;
    m_meter->setRange(0, static_cast<int>(*m_limit));
    m_meter->setValue(static_cast<int>(qMin(used, *m_limit)));
    setFlag(m_meter, "over", over);
    m_meterText->setText(tr("%1 of ~%2 KB").arg(kilobytes(used)).arg(*m_limit / 1024));
    m_meterText->setToolTip(tr("The gateway takes about this much input in one request, with the conversation so far."));
    setFlag(m_meterText, "role", over ? u"warning"_s : u"secondary"_s);
}

void PromptBar::showSendable()
{
    m_send->setEnabled(!m_busy && !m_editor->toPlainText().trimmed().isEmpty());
}

} // namespace Parlance
