// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/promptbar.h"

#include "ui/compose/attachmentbar.h"
#include "ui/compose/pasteoffer.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/variableoffer.h"
#include "ui/compose/yieldingrow.h"
#include "view/base/elidedlabel.h"
#include "view/base/linkbutton.h"
#include "view/base/stylesheet.h"
#include "view/base/tooltip.h"
#include "workspace/appsettings.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

Message withPromptBack(const Message &prompt, const Message &written)
{
    QList<Part> attachments = prompt.attachments();
    for (const Part &part : written.attachments()) {
        if (!attachments.contains(part))
            attachments.append(part);
    }
    return Message::prompt(withPromptBack(prompt.text(), written.text()), attachments);
}

PromptBar::PromptBar(QWidget *parent)
    : QFrame(parent)
    , m_editor(new PromptEditor)
    , m_attachments(new AttachmentBar)
    , m_notice(new PromptNotice)
    , m_variables(new VariableOffer)
{
    setObjectName(u"promptBar"_s);
    m_targetLine = makeTargetLine();
    auto *box = new QFrame;
    box->setObjectName(u"promptBox"_s);
    box->installEventFilter(this);
    auto *inner = new QVBoxLayout(box);
    inner->setContentsMargins(12, 7, 12, 10);
    inner->setSpacing(5);
    inner->addWidget(m_targetLine);
    inner->addWidget(m_notice);
    inner->addWidget(m_attachments);
    inner->addWidget(m_editor);
    m_attachments->setNext(m_editor);
    auto *offer = new PasteOffer(m_editor);
    inner->addWidget(offer);
    inner->addWidget(makeControls());
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 12, 16, 12);
    outer->addWidget(box);

    connect(m_editor, &PromptEditor::focusChanged, box,
        [box](bool focused) { setStyleProperty(box, "focused", focused); });
    // Otherwise the link, once hidden, would pass the focus to an arbitrary widget.
    connect(m_notice, &PromptNotice::sendRequested, m_editor, qOverload<>(&QWidget::setFocus));
    connect(m_notice, &PromptNotice::sendRequested, this, &PromptBar::sendAnywayRequested);
    connect(m_notice, &PromptNotice::repairRequested, this, &PromptBar::repair);
    connect(m_editor, &PromptEditor::sendRequested, this, &PromptBar::requestSend);
    connect(m_notice, &PromptNotice::showRequested, this, &PromptBar::showRequested);
    connect(offer, &PasteOffer::attachRequested, m_attachments,
        [this](const QString &text) { m_attachments->addText(tr("pasted.txt"), text); });
    followAttachments();
    connect(m_editor, &PromptEditor::textChanged, this, &PromptBar::showSendable);
    setLaneCount(1, 1);
    setTarget({});
    setProblem({});
    showSendable();
}

void PromptBar::followAttachments()
{
    connect(m_editor, &PromptEditor::filesGiven, m_attachments, &AttachmentBar::addFiles);
    connect(m_editor, &PromptEditor::pictureGiven, m_attachments,
        [this](const QByteArray &bytes) { m_attachments->addPicture(tr("The picture"), bytes); });
    connect(m_editor, &PromptEditor::imageGiven, m_attachments,
        [this](const QImage &picture) { m_attachments->addPicture(picture); });
    connect(m_attachments, &AttachmentBar::emptied, m_editor, qOverload<>(&QWidget::setFocus));
    connect(m_attachments, &AttachmentBar::changed, this, &PromptBar::showAttachments);
    connect(m_attachments, &AttachmentBar::changed, this, &PromptBar::promptChanged);
    connect(m_editor, &PromptEditor::textChanged, this, &PromptBar::promptChanged);
}

void PromptBar::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Attach files"), {},
        tr("Pictures, PDF and text (*.png *.jpg *.jpeg *.webp *.gif *.pdf *.txt *.md *.csv *.json);;All "
           "files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, m_attachments, &AttachmentBar::addFiles);
    connect(dialog, &QFileDialog::finished, m_editor, qOverload<>(&QWidget::setFocus));
    dialog->open();
}

/// A prompt that was to be sent while a file was still being read is sent once it is there.
void PromptBar::showAttachments()
{
    showSendable();
    if (m_attachments->isReading() || !std::exchange(m_sendsWhenRead, false))
        return;
    if (!m_attachments->hasFault())
        requestSend();
}

Message PromptBar::prompt() const
{
    return Message::prompt(m_editor->toPlainText(), m_attachments->parts());
}

bool PromptBar::isBlank() const
{
    return m_editor->isBlank() && m_attachments->parts().isEmpty() && !m_attachments->isReading();
}

bool PromptBar::waitsForFiles()
{
    m_sendsWhenRead = m_attachments->isReading();
    return m_sendsWhenRead;
}

void PromptBar::setPrompt(const Message &prompt)
{
    m_sendsWhenRead = false; // that was another prompt
    m_editor->setPlainText(prompt.text());
    m_attachments->setParts(prompt.attachments());
}

Message PromptBar::takePrompt()
{
    const QList<Part> parts = m_attachments->parts();
    m_attachments->setParts({});
    return Message::prompt(m_editor->takePrompt(), parts);
}

void PromptBar::giveBack(const Message &prompt)
{
    m_editor->giveBack(prompt.text());
    m_attachments->addParts(prompt.attachments());
}

void PromptBar::dropPrompt(const Message &prompt)
{
    if (this->prompt() == prompt)
        setPrompt({});
}

void PromptBar::keepTexts()
{
    QList<Part> parts = m_attachments->parts();
    parts.removeIf([](const Part &part) {
        const auto *file = std::get_if<FilePart>(&part);
        return !file || !file->isText();
    });
    m_attachments->setParts(parts);
    m_editor->setFocus();
}

QWidget *PromptBar::makeTargetLine()
{
    auto *line = new QWidget;
    m_targetText = new ElidedLabel;
    m_targetText->setObjectName(u"promptTarget"_s);
    m_targetText->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    QPushButton *cancel = linkButton(u"cancelEditing"_s, tr("Cancel"));
    cancel->setToolTip(tr("Back to all lanes (Esc)"));
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_targetText);
    layout->addWidget(cancel);
    layout->addStretch();
    connect(cancel, &QPushButton::clicked, this, &PromptBar::targetCancelled);
    return line;
}

void PromptBar::makeMeter()
{
    m_meter = new QProgressBar;
    m_meter->setObjectName(u"inputMeter"_s);
    m_meter->setAccessibleName(tr("Input used"));
    m_meter->setTextVisible(false);
    m_meter->setFixedSize(88, 4);
    m_meter->setRange(0, 1000);
    m_meterText = new QLabel;
    m_meterText->setObjectName(u"inputMeterText"_s);
}

void PromptBar::makeLimits()
{
    m_limits = new QPushButton;
    m_limits->setObjectName(u"limits"_s);
    lookLikeLink(m_limits);
    m_limits->setFocusPolicy(Qt::TabFocus); // a click leaves the focus in the editor
    m_budget = new QProgressBar;
    m_budget->setObjectName(u"budgetMeter"_s);
    m_budget->setAccessibleName(tr("Used part of the limit"));
    m_budget->setTextVisible(false);
    m_budget->setFixedSize(44, 4);
    m_budget->setRange(0, 1000);
    connect(m_limits, &QPushButton::clicked, this, &PromptBar::limitsRequested);
}

QWidget *PromptBar::makeControls()
{
    m_controls = new YieldingRow;
    m_parameters = new QPushButton;
    m_parameters->setObjectName(u"promptParameters"_s);
    lookLikeLink(m_parameters);
    auto *attach = new QPushButton(tr("Attach"));
    attach->setObjectName(u"attachButton"_s);
    lookLikeLink(attach);
    attach->setToolTip(tr("Add pictures, PDF and text files; or paste or drop them here"));
    auto *library = new QPushButton(tr("Library"));
    library->setObjectName(u"promptLibraryButton"_s);
    lookLikeLink(library);
    library->setToolTip(tr("Insert a saved prompt, or save this one (Ctrl+Shift+I)"));
    m_hint = new QLabel;
    m_hint->setObjectName(u"promptHint"_s);
    m_hint->setProperty("role", u"secondary"_s);
    showHint();
    makeMeter();
    makeLimits();
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setObjectName(u"stopButton"_s);
    m_send = new QPushButton(tr("Send"));
    m_send->setObjectName(u"sendButton"_s);
    m_send->setProperty("role", u"primary"_s);

    QHBoxLayout *layout = m_controls->row();
    layout->setSpacing(12);
    layout->addWidget(m_parameters);
    layout->addWidget(attach);
    layout->addWidget(library);
    layout->addWidget(m_variables);
    layout->addWidget(m_hint);
    layout->addStretch();
    layout->addWidget(m_budget);
    layout->addWidget(m_limits);
    layout->addWidget(m_meter);
    layout->addWidget(m_meterText);
    layout->addWidget(m_stop);
    layout->addWidget(m_send);
    m_controls->setYielding({m_hint, m_meter, m_meterText, m_budget, m_limits, m_variables});
    m_controls->setWanted(m_variables, false);
    setMeter({});
    setLimits({});
    connect(m_parameters, &QPushButton::clicked, this, &PromptBar::parametersRequested);
    connect(attach, &QPushButton::clicked, this, &PromptBar::chooseFiles);
    connect(library, &QPushButton::clicked, this, &PromptBar::libraryRequested);
    connect(m_variables, &VariableOffer::offered, m_controls,
        [this](bool isOffered) { m_controls->setWanted(m_variables, isOffered); });
    // A focused button that is hidden or disabled would pass the focus to an arbitrary widget.
    for (QPushButton *button : {m_stop, m_send})
        connect(button, &QPushButton::clicked, m_editor, qOverload<>(&QWidget::setFocus));
    connect(m_stop, &QPushButton::clicked, this, &PromptBar::stopRequested);
    connect(m_send, &QPushButton::clicked, this, &PromptBar::requestSend);
    return m_controls;
}

void PromptBar::showHint()
{
    m_hint->setText(Settings::enterSends().value() ? tr("Enter to send, Shift+Enter for a new line")
                                                   : tr("Ctrl+Enter to send"));
}

/// A click anywhere in the box focuses the editor. A focus proxy would do that, too, but Tab would reach it
/// in creation order: before the lanes, which are made later and would never be reached.
bool PromptBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress)
        m_editor->setFocus(Qt::MouseFocusReason);
    return QFrame::eventFilter(watched, event);
}

void PromptBar::setLaneCount(int asked, int all, const QString &only)
{
    m_asked = asked;
    m_all = all;
    m_editor->setPlaceholderText(asked == 0    ? tr("No lane to ask")
                                 : all == 1    ? tr("Ask anything…")
                                 : asked == 1  ? tr("Ask only %1…").arg(only)
                                 : asked < all ? tr("Ask %1 of the %n lanes…", nullptr, all).arg(asked)
                                 : all == 2    ? tr("Ask both lanes…")
                                               : tr("Ask all %n lanes…", nullptr, all));
    m_editor->viewport()->update(); // a new placeholder alone is not painted
    m_stop->setText(all == 1 ? tr("Stop") : tr("Stop all"));
    showNotice();
    showSendable();
}

void PromptBar::setBusy(bool busy, bool blocked)
{
    m_blocked = blocked;
    m_triedToSend = m_triedToSend && blocked;
    if (!busy && m_stop->hasFocus())
        m_editor->setFocus(); // or the focus would go on to Send
    m_stop->setVisible(busy);
    showNotice();
    showSendable();
}

void PromptBar::setMeter(const Meter &meter)
{
    const double used = meter.used.value_or(0);
    m_controls->setWanted(m_meter, meter.used.has_value());
    m_controls->setWanted(m_meterText, !meter.text.isEmpty());
    m_meter->setValue(static_cast<int>(qMin(used, 1.0) * m_meter->maximum()));
    m_meter->setToolTip(meter.toolTip);
    setStyleProperty(m_meter, "over", used > 1);
    m_meterText->setText(meter.text);
    m_meterText->setToolTip(meter.toolTip);
    setStyleProperty(m_meterText, "role", used > 1 ? u"warning"_s : u"secondary"_s);
}

void PromptBar::setLimits(const Limits &limits)
{
    m_controls->setWanted(m_limits, !limits.text.isEmpty());
    m_controls->setWanted(m_budget, limits.used.has_value());
    m_budget->setValue(static_cast<int>(limits.used.value_or(0) * m_budget->maximum()));
    m_budget->setToolTip(limits.toolTip);
    setStyleProperty(m_budget, "over", limits.isTight);
    m_limits->setText(limits.text);
    m_limits->setToolTip(limits.toolTip);
    setStyleProperty(m_limits, "problem", limits.isTight);
}

void PromptBar::setEditing(const QString &laneName)
{
    showTarget(tr("Editing a question in %1. Its old answer stays as a version.").arg(laneName));
}

void PromptBar::setTarget(const QString &laneName)
{
    showTarget(laneName.isEmpty() ? QString() : tr("Only to %1").arg(laneName));
}

void PromptBar::showTarget(const QString &text)
{
    m_targetLine->setVisible(!text.isEmpty());
    m_targetText->setText(text);
    m_targetText->setToolTip(plainToolTip(text));
}

void PromptBar::setProblem(const QString &problem)
{
    m_parameters->setText(problem.isEmpty() ? tr("Parameters") : tr("⚠ Parameters"));
    m_parameters->setToolTip(plainToolTip(problem));
    setStyleProperty(m_parameters, "problem", !problem.isEmpty());
}

void PromptBar::refuse(const QList<PromptNotice::Reason> &reasons, bool maySend)
{
    m_reasons = reasons;
    m_maySend = maySend;
    showNotice();
}

void PromptBar::requestSend()
{
    m_triedToSend = m_blocked && !isBlank();
    showNotice();
    if (!m_triedToSend)
        Q_EMIT sendRequested();
}

PromptBar::Obstacle PromptBar::obstacle() const
{
    return m_all == 0      ? Obstacle::NoLane
           : m_asked == 0  ? Obstacle::Muted
           : m_triedToSend ? Obstacle::Busy
                           : Obstacle::None;
}

void PromptBar::showNotice()
{
    switch (obstacle()) {
    case Obstacle::NoLane:
        return m_notice->say(
            {{.text = tr("A replay takes no prompts. Add a lane to ask."), .repair = tr("Add a lane")}},
            false);
    case Obstacle::Muted:
        return m_notice->say(
            {{.text = tr("All lanes are muted. Unmute one of them to ask it."), .repair = tr("Unmute all")}},
            false);
    case Obstacle::Busy:
        return m_notice->say(
            {{.text = tr("Nothing was sent: a lane is still answering. Send when it is done, or stop it."),
                .repair = m_stop->text()}},
            false);
    case Obstacle::None:
        return m_notice->say(m_reasons, m_maySend && !m_reasons.isEmpty());
    }
}

void PromptBar::repair(qsizetype reason)
{
    switch (obstacle()) {
    case Obstacle::NoLane:
        return Q_EMIT laneRequested();
    case Obstacle::Muted:
        return Q_EMIT unmuteRequested();
    case Obstacle::Busy:
        return Q_EMIT stopRequested();
    case Obstacle::None:
        return Q_EMIT repairRequested(reason);
    }
}

void PromptBar::showSendable()
{
    m_send->setEnabled(!m_blocked && m_asked > 0 && !isBlank());
}

} // namespace Parlance
