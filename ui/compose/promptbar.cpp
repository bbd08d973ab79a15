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
    m_aimLine = makeAimLine();
    auto *box = new QFrame;
    box->setObjectName(u"promptBox"_s);
    auto *inner = new QVBoxLayout(box);
    inner->setContentsMargins(12, 10, 12, 10);
    inner->setSpacing(8);
    inner->addWidget(m_aimLine);
    inner->addWidget(m_editor);
    inner->addWidget(makeControls());
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 12, 16, 12);
    outer->addWidget(box);

    connect(m_editor, &PromptEditor::focusChanged, box, [box](bool focused) { setFlag(box, "focused", focused); });
    connect(m_editor, &PromptEditor::sendRequested, this, &PromptBar::sendRequested);
    connect(m_editor, &PromptEditor::textChanged, this, &PromptBar::showInput);
    connect(m_editor, &PromptEditor::textChanged, this, &PromptBar::showSendable);
    setLaneCount(1, 1);
    setTarget({});
    showInput();
    showSendable();
}

QWidget *PromptBar::makeAimLine()
{
    auto *line = new QWidget;
    m_aimText = new QLabel;
    m_aimText->setObjectName(u"promptAim"_s);
    m_aimText->setTextFormat(Qt::PlainText);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancelEditing"_s);
    cancel->setProperty("role", u"link"_s);
    cancel->setToolTip(tr("Write to all lanes again (Esc)"));
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_aimText);
    layout->addWidget(cancel);
    layout->addStretch();
    connect(cancel, &QPushButton::clicked, this, &PromptBar::aimCancelled);
    return line;
}

QWidget *PromptBar::makeControls()
{
    auto *controls = new QWidget;
    auto *parameters = new QPushButton(tr("Parameters"));
    parameters->setObjectName(u"promptParameters"_s);
    parameters->setProperty("role", u"link"_s);
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
    layout->addWidget(parameters);
    layout->addWidget(hint);
    layout->addStretch();
    layout->addWidget(m_meter);
    layout->addWidget(m_meterText);
    layout->addWidget(m_stop);
    layout->addWidget(m_send);
    connect(parameters, &QPushButton::clicked, this, &PromptBar::parametersRequested);
    connect(m_stop, &QPushButton::clicked, this, &PromptBar::stopRequested);
    connect(m_send, &QPushButton::clicked, this, &PromptBar::sendRequested);
    return controls;
}

void PromptBar::setLaneCount(int asked, int all)
{
    m_asked = asked;
    m_editor->setPlaceholderText(asked == 0 ? tr("All lanes are muted")
            : all == 1                      ? tr("Ask anything…")
            : asked < all                   ? tr("Ask %n of the lanes…", nullptr, asked)
            : all == 2                      ? tr("Ask both lanes…")
                                            : tr("Ask all %n lanes…", nullptr, all));
    m_editor->viewport()->update(); // a new placeholder alone is not painted
    m_stop->setText(all == 1 ? tr("Stop") : tr("Stop all"));
    showSendable();
}

void PromptBar::setBusy(bool busy, bool blocked)
{
    m_blocked = blocked;
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
    showAim(tr("Editing a question in %1. The answer it had stays as a version.").arg(laneName));
}

void PromptBar::setTarget(const QString &laneName)
{
    showAim(laneName.isEmpty() ? QString() : tr("Only to %1").arg(laneName));
}

void PromptBar::showAim(const QString &text)
{
    m_aimLine->setVisible(!text.isEmpty());
    m_aimText->setText(text);
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
    m_send->setEnabled(!m_blocked && m_asked > 0 && !m_editor->toPlainText().trimmed().isEmpty());
}

} // namespace Parlance
