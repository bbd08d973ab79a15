// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/promptbar.h"

#include "chat/trimming.h"
#include "ui/compose/attachmentbar.h"
#include "ui/compose/historynotice.h"
#include "ui/compose/pasteoffer.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/yieldingrow.h"
#include "view/base/elidedlabel.h"
#include "view/base/stylesheet.h"
#include "view/base/tooltip.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The length that can be counted in one key press: far below a millisecond.
constexpr int countedAtOnce = 100'000;

QString kilobytes(qint64 bytes)
{
    return QLocale().toString(static_cast<double>(bytes) / 1024, 'f', 1);
}

} // namespace

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
    , m_history(new HistoryNotice)
{
    setObjectName(u"promptBar"_s);
    m_targetLine = makeTargetLine();
    auto *box = new QFrame;
    box->setObjectName(u"promptBox"_s);
    box->installEventFilter(this);
    auto *inner = new QVBoxLayout(box);
    inner->setContentsMargins(12, 10, 12, 10);
    inner->setSpacing(8);
    inner->addWidget(m_targetLine);
    inner->addWidget(m_attachments);
    inner->addWidget(m_editor);
    auto *offer = new PasteOffer(m_editor);
    inner->addWidget(offer);
    inner->addWidget(makeNotice());
    inner->addWidget(m_history);
    inner->addWidget(makeControls());
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 12, 16, 12);
    outer->addWidget(box);

    connect(m_editor, &PromptEditor::focusChanged, box,
        [box](bool focused) { setStyleProperty(box, "focused", focused); });
    // Otherwise the link, once hidden, would pass the focus to an arbitrary widget.
    connect(m_history, &HistoryNotice::sendRequested, m_editor, qOverload<>(&QWidget::setFocus));
    connect(m_editor, &PromptEditor::sendRequested, this, &PromptBar::requestSend);
    connect(offer, &PasteOffer::attachRequested, m_attachments,
        [this](const QString &text) { m_attachments->addText(tr("pasted.txt"), text); });
    followAttachments();
    m_countLater.setSingleShot(true);
    m_countLater.setInterval(200ms);
    connect(&m_countLater, &QTimer::timeout, this, &PromptBar::showInput);
    connect(m_editor, &PromptEditor::textChanged, this, &PromptBar::countInput);
    connect(m_editor, &PromptEditor::textChanged, this, &PromptBar::showSendable);
    setLaneCount(1, 1);
    setTarget({});
    setProblem({});
    showInput();
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
    dialog->open();
}

/// A prompt that was to be sent while a file was still being read is sent once it is there.
void PromptBar::showAttachments()
{
    showInput();
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

qint64 PromptBar::promptBytes() const
{
    return m_editor->utf8Size() + contentBytes({Message::prompt({}, m_attachments->parts())});
}

bool PromptBar::waitsForFiles()
{
    m_sendsWhenRead = m_attachments->isReading();
    return m_sendsWhenRead;
}

void PromptBar::setPrompt(const Message &prompt)
{
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

QWidget *PromptBar::makeTargetLine()
{
    auto *line = new QWidget;
    m_targetText = new ElidedLabel;
    m_targetText->setObjectName(u"promptTarget"_s);
    m_targetText->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancelEditing"_s);
    cancel->setProperty("role", u"link"_s);
    cancel->setToolTip(tr("Write to all lanes again (Esc)"));
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_targetText);
    layout->addWidget(cancel);
    layout->addStretch();
    connect(cancel, &QPushButton::clicked, this, &PromptBar::targetCancelled);
    return line;
}

QWidget *PromptBar::makeNotice()
{
    m_notice = new QWidget;
    m_noticeText = new QLabel;
    m_noticeText->setObjectName(u"promptNotice"_s);
    m_noticeText->setProperty("role", u"warning"_s);
    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setWordWrap(true);
    m_fix = new QPushButton;
    m_fix->setObjectName(u"mend"_s);
    m_fix->setProperty("role", u"link"_s);
    auto *layout = new QHBoxLayout(m_notice);
    layout->setContentsMargins(2, 0, 0, 0);
    layout->addWidget(m_noticeText, 1);
    layout->addWidget(m_fix);
    connect(m_fix, &QPushButton::clicked, this, &PromptBar::fix);
    return m_notice;
}

void PromptBar::makeMeter()
{
    m_meter = new QProgressBar;
    m_meter->setObjectName(u"inputMeter"_s);
    m_meter->setAccessibleName(tr("Input used"));
    m_meter->setTextVisible(false);
    m_meter->setFixedSize(88, 4);
    m_meterText = new QLabel;
    m_meterText->setObjectName(u"inputMeterText"_s);
}

void PromptBar::makeLimits()
{
    m_limits = new QPushButton;
    m_limits->setObjectName(u"limits"_s);
    m_limits->setProperty("role", u"link"_s);
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
    m_parameters->setProperty("role", u"link"_s);
    auto *attach = new QPushButton(tr("Attach"));
    attach->setObjectName(u"attachButton"_s);
    attach->setProperty("role", u"link"_s);
    attach->setToolTip(tr("Add pictures, PDF and text files; or paste or drop them here"));
    auto *hint = new QLabel(tr("Enter sends, Shift+Enter begins a line"));
    hint->setProperty("role", u"secondary"_s);
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
    layout->addWidget(hint);
    layout->addStretch();
    layout->addWidget(m_budget);
    layout->addWidget(m_limits);
    layout->addWidget(m_meter);
    layout->addWidget(m_meterText);
    layout->addWidget(m_stop);
    layout->addWidget(m_send);
    m_controls->setYielding({hint, m_meter, m_meterText, m_budget, m_limits});
    setLimits({});
    connect(m_parameters, &QPushButton::clicked, this, &PromptBar::parametersRequested);
    connect(attach, &QPushButton::clicked, this, &PromptBar::chooseFiles);
    // A focused button that is hidden or disabled would pass the focus to an arbitrary widget.
    for (QPushButton *button : {m_stop, m_send})
        connect(button, &QPushButton::clicked, m_editor, qOverload<>(&QWidget::setFocus));
    connect(m_stop, &QPushButton::clicked, this, &PromptBar::stopRequested);
    connect(m_send, &QPushButton::clicked, this, &PromptBar::requestSend);
    return m_controls;
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
    m_stop->setVisible(busy);
    showNotice();
    showSendable();
}

void PromptBar::setInput(qint64 conversationBytes, std::optional<qint64> limit)
{
    m_conversationBytes = conversationBytes;
    m_limit = limit;
    showInput();
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
    showTarget(tr("Editing a question in %1. The answer it had stays as a version.").arg(laneName));
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
    if (problem.isEmpty() || !m_refusal.isEmpty())
        m_refusal = problem;
    showNotice();
}

void PromptBar::refuse(const QString &problem)
{
    m_refusal = problem;
    showNotice();
}

void PromptBar::askForModel(const QString &laneName)
{
    m_withoutModel = laneName;
    showNotice();
}

void PromptBar::refuseAttachments(const QString &laneName)
{
    m_textAlone = laneName;
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
    return m_all == 0                  ? Obstacle::NoLane
           : m_asked == 0              ? Obstacle::Muted
           : m_triedToSend             ? Obstacle::Busy
           : !m_withoutModel.isEmpty() ? Obstacle::Model
           : !m_textAlone.isEmpty()    ? Obstacle::Attachments
           : m_refusal.isEmpty()       ? Obstacle::None
                                       : Obstacle::Parameters;
}

void PromptBar::showNotice()
{
    const Obstacle why = obstacle();
    m_notice->setVisible(why != Obstacle::None);
    m_noticeText->setText(
        why == Obstacle::NoLane  ? tr("A replay takes no prompts. Add a lane to ask.")
        : why == Obstacle::Muted ? tr("All lanes are muted. Unmute one of them to ask it.")
        : why == Obstacle::Busy
            ? tr("Nothing was sent: a lane still answers. Send when it is done, or stop it.")
        : why == Obstacle::Model ? tr("Nothing was sent: %1 needs a model.").arg(m_withoutModel)
        : why == Obstacle::Attachments
            ? tr("%1 takes no pictures and no PDF, so this prompt cannot be sent.").arg(m_textAlone)
            : tr("Nothing was sent. %1 Fix it, or remove it to send without it.").arg(m_refusal));
    m_fix->setText(why == Obstacle::NoLane        ? tr("Add a lane")
                   : why == Obstacle::Muted       ? tr("Unmute all")
                   : why == Obstacle::Busy        ? m_stop->text()
                   : why == Obstacle::Model       ? tr("Choose a model")
                   : why == Obstacle::Attachments ? tr("Remove them")
                                                  : tr("Show it"));
}

void PromptBar::fix()
{
    switch (obstacle()) {
    case Obstacle::NoLane:
        return Q_EMIT laneRequested();
    case Obstacle::Muted:
        return Q_EMIT unmuteRequested();
    case Obstacle::Busy:
        return Q_EMIT stopRequested();
    case Obstacle::Model:
        return Q_EMIT modelRequested();
    case Obstacle::Attachments:
        return removeRefused();
    case Obstacle::Parameters:
        return Q_EMIT parametersRequested();
    case Obstacle::None:
        break;
    }
}

/// Delays counting a very long prompt, so that no key press waits for it.
void PromptBar::countInput()
{
    if (m_editor->document()->characterCount() > countedAtOnce)
        m_countLater.start();
    else
        showInput();
}

void PromptBar::showInput()
{
    m_countLater.stop();
    m_controls->setWanted(m_meter, m_limit.has_value());
    m_controls->setWanted(m_meterText, m_limit.has_value());
    if (!m_limit)
        return;
    const qint64 used = m_conversationBytes + promptBytes();
    const bool over = used > *m_limit;
    m_meter->setRange(0, static_cast<int>(*m_limit));
    m_meter->setValue(static_cast<int>(qMin(used, *m_limit)));
    setStyleProperty(m_meter, "over", over);
    m_meterText->setText(tr("%1 of ~%2 KB").arg(kilobytes(used)).arg(*m_limit / 1024));
    m_meterText->setToolTip(
        tr("The gateway takes about this much input in one request, with the conversation so far."));
    setStyleProperty(m_meterText, "role", over ? u"warning"_s : u"secondary"_s);
}

/// Text files can be sent.
void PromptBar::removeRefused()
{
    QList<Part> parts = m_attachments->parts();
    parts.removeIf([](const Part &part) {
        const auto *file = std::get_if<FilePart>(&part);
        return !file || !file->isText();
    });
    m_attachments->setParts(parts);
    m_editor->setFocus();
}

void PromptBar::showSendable()
{
    m_send->setEnabled(!m_blocked && m_asked > 0 && !isBlank());
}

} // namespace Parlance
