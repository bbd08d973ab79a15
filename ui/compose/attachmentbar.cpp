// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/attachmentbar.h"

#include "ui/compose/attachmentchip.h"
#include "view/base/background.h"
#include "view/base/plainlabel.h"

#include <QBuffer>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QByteArray pngOf(const QImage &picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    picture.save(&buffer, "PNG");
    return bytes;
}

} // namespace

AttachmentBar::AttachmentBar(QWidget *parent)
    : QWidget(parent)
    , m_strip(new QScrollArea)
    , m_fault(plainLabel(u"attachmentFault"_s, u"warning"_s))
{
    setObjectName(u"attachments"_s);
    auto *chips = new QWidget;
    chips->setObjectName(u"attachmentRow"_s);
    m_row = new QHBoxLayout(chips);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(6);
    m_row->addStretch();
    m_strip->setObjectName(u"attachmentStrip"_s);
    m_strip->setFrameShape(QFrame::NoFrame);
    m_strip->setWidgetResizable(true);
    m_strip->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_strip->setFocusPolicy(Qt::NoFocus);
    m_strip->setWidget(chips);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_strip);
    layout->addWidget(m_fault);
    arrange();
}

QList<Part> AttachmentBar::parts() const
{
    QList<Part> parts;
    for (const AttachmentChip *chip : m_chips)
        parts.append(chip->part());
    return parts;
}

void AttachmentBar::setParts(const QList<Part> &parts)
{
    ++m_round;
    m_reading = 0;
    m_decoder.clear();
    m_fault->clear();
    for (AttachmentChip *chip : std::exchange(m_chips, {}))
        chip->deleteLater();
    addParts(parts);
}

void AttachmentBar::addParts(const QList<Part> &parts)
{
    const QList<Part> before = this->parts();
    for (const Part &part : parts) {
        if (!before.contains(part))
            add(part);
    }
    arrange();
    Q_EMIT changed();
}

template <typename Read>
void AttachmentBar::read(Read reading)
{
    if (!isReading()) // what is wrong with those beside it still holds
        m_fault->clear();
    ++m_reading;
    inBackground(
        this, std::move(reading), [this, round = m_round](const QList<PreparedOrFault> &attachments) {
            if (round == m_round)
                take(attachments);
        });
}

void AttachmentBar::addFiles(const QStringList &paths)
{
    read([paths] {
        QList<PreparedOrFault> attachments;
        for (const QString &path : paths.first(std::min(Most, paths.size())))
            attachments.append(preparedFile(path));
        if (paths.size() > Most)
            attachments.append(std::unexpected(tr("A prompt takes up to %1 files.").arg(Most)));
        return attachments;
    });
}

void AttachmentBar::addPicture(const QString &name, const QByteArray &bytes)
{
    read([name, bytes] { return QList{preparedBytes(name, bytes)}; });
}

void AttachmentBar::addPicture(const QImage &picture)
{
    read([picture] { return QList{preparedBytes(tr("The picture"), pngOf(picture))}; });
}

void AttachmentBar::addText(const QString &name, const QString &text)
{
    add(Attachment::ofText(name, text).part);
    arrange();
    Q_EMIT changed();
}

bool AttachmentBar::hasFault() const
{
    return !m_fault->text().isEmpty();
}

void AttachmentBar::take(const QList<PreparedOrFault> &attachments)
{
    --m_reading;
    QStringList faults = m_fault->text().split(u'\n', Qt::SkipEmptyParts);
    for (const PreparedOrFault &attachment : attachments) {
        if (!attachment)
            faults << attachment.error();
        else if (m_chips.size() >= Most)
            faults << tr("A prompt takes up to %1 files.").arg(Most);
        else
            add(attachment->part, attachment->note);
    }
    refuse(faults);
    arrange();
    Q_EMIT changed();
}

void AttachmentBar::refuse(const QStringList &faults)
{
    constexpr qsizetype most = 3;
    QStringList lines = faults;
    lines.removeDuplicates();
    if (lines.size() > most)
        lines = lines.first(most) << u"…"_s;
    m_fault->setText(lines.join(u'\n'));
}

void AttachmentBar::add(const Part &part, const QString &note)
{
    auto *chip = new AttachmentChip(part, note);
    m_row->insertWidget(m_row->count() - 1, chip);
    if (m_next)
        setTabOrder(m_next->previousInFocusChain(), chip->stop());
    m_chips.append(chip);
    connect(chip, &AttachmentChip::changed, this, &AttachmentBar::changed);
    connect(chip, &AttachmentChip::removeRequested, this, [this, chip] { remove(chip); });
    if (const auto *image = std::get_if<ImagePart>(&part)) {
        const int side = AttachmentChip::ThumbnailSide * 2; // for dense screens, too
        m_decoder.decode(image->bytes, side, [shown = QPointer(chip)](const QImage &picture) {
            if (shown)
                shown->setThumbnail(picture);
        });
    }
}

/// Passes the focus to the next one.
void AttachmentBar::remove(AttachmentChip *chip)
{
    const bool hadFocus = window()->focusWidget() && chip->isAncestorOf(window()->focusWidget());
    const qsizetype place = m_chips.indexOf(chip);
    m_chips.removeAt(place);
    m_fault->clear();
    chip->deleteLater();
    if (hadFocus && m_chips.isEmpty())
        Q_EMIT emptied();
    else if (hadFocus)
        m_chips.at(std::min(place, m_chips.size() - 1))->stop()->setFocus();
    chip->hide();
    arrange();
    Q_EMIT changed();
}

void AttachmentBar::arrange()
{
    const bool isAny = !m_chips.isEmpty();
    m_strip->setVisible(isAny);
    m_fault->setVisible(hasFault());
    setVisible(isAny || hasFault());
    if (isAny)
        m_strip->setFixedHeight(
            m_row->parentWidget()->sizeHint().height() + m_strip->horizontalScrollBar()->sizeHint().height());
}

} // namespace Parlance
