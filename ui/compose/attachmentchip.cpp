// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/attachmentchip.h"

#include "ui/compose/preparedattachment.h"
#include "view/base/tooltip.h"
#include "workspace/words/attachmenttext.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MostTitleWidth = 180;

/// A sheet with the kind written on it, for what has no thumbnail.
QPixmap sheet(const QString &kind, const QPalette &palette, const QFont &font)
{
    constexpr int side = AttachmentChip::ThumbnailSide;
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette.color(QPalette::Mid));
    painter.setBrush(palette.color(QPalette::Base));
    painter.drawRoundedRect(QRectF(6.5, 2.5, side - 13, side - 5), 3, 3);
    QFont small = font;
    small.setPixelSize(10);
    small.setBold(true);
    painter.setFont(small);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(pixmap.rect(), Qt::AlignCenter, kind);
    return pixmap;
}

QString kindOf(const Part &part)
{
    const auto *file = std::get_if<FilePart>(&part);
    return !file ? QString() : file->isText() ? u"TXT"_s : u"PDF"_s;
}

} // namespace

AttachmentChip::AttachmentChip(const Part &part, const QString &note, QWidget *parent)
    : QFrame(parent)
    , m_part(part)
    , m_pixels(pixelsOf(part))
    , m_note(note)
    , m_button(new QToolButton)
{
    setObjectName(u"attachmentChip"_s);
    m_button->setObjectName(u"attachment"_s);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setIconSize({ThumbnailSide, ThumbnailSide});
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setMenu(makeMenu());
    m_button->installEventFilter(this);
    auto *remove = new QToolButton;
    remove->setObjectName(u"removeAttachment"_s);
    remove->setText(u"✕"_s);
    remove->setToolTip(tr("Remove (Del)"));
    remove->setAccessibleName(tr("Remove %1").arg(AttachmentText::title(part)));
    remove->setFocusPolicy(Qt::NoFocus); // Delete does the same
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 2, 0);
    layout->setSpacing(0);
    layout->addWidget(m_button);
    layout->addWidget(remove, 0, Qt::AlignTop);
    connect(remove, &QToolButton::clicked, this, &AttachmentChip::removeRequested);
    m_button->setIcon(sheet(kindOf(part), palette(), font()));
    showPart();
}

void AttachmentChip::setThumbnail(const QImage &picture)
{
    if (!picture.isNull())
        m_button->setIcon(QPixmap::fromImage(picture));
}

void AttachmentChip::showPart()
{
    const QString title = AttachmentText::title(m_part);
    const QString facts = AttachmentText::facts(m_part, m_pixels);
    const QString tokens = AttachmentText::tokens(m_part, m_pixels);
    const QString second = tokens.isEmpty() ? facts : facts + u", "_s + tokens;
    m_button->setText(fontMetrics().elidedText(title, Qt::ElideMiddle, MostTitleWidth) + u'\n' + second);
    m_button->setAccessibleName(title + u", "_s + second);
    QStringList words{title, m_note, AttachmentText::tokensSource(m_part, m_pixels)};
    if (const auto *file = std::get_if<FilePart>(&m_part))
        words.insert(1, file->sendsName ? tr("Sent with its name.") : tr("Sent without its name."));
    else
        words.insert(1, tr("Sent without its metadata and its name."));
    words.removeAll(QString());
    m_button->setToolTip(plainToolTip(words.join(u'\n')));
}

QMenu *AttachmentChip::makeMenu()
{
    auto *menu = new QMenu(this);
    if (const auto *file = std::get_if<FilePart>(&m_part))
        addName(menu, *file);
    else
        addDetail(menu, std::get<ImagePart>(m_part));
    menu->addSeparator();
    menu->addAction(tr("&Remove"), this, &AttachmentChip::removeRequested);
    return menu;
}

void AttachmentChip::addName(QMenu *menu, const FilePart &file)
{
    QAction *action = menu->addAction(tr("Send its &name, too"));
    action->setObjectName(u"sendName"_s);
    action->setCheckable(true);
    action->setChecked(file.sendsName);
    action->setEnabled(!file.name.isEmpty());
    connect(action, &QAction::toggled, this, [this](bool sends) {
        std::get<FilePart>(m_part).sendsName = sends;
        showPart();
        Q_EMIT changed();
    });
}

/// What OpenAI calls the detail (B-41); Anthropic has no such thing.
void AttachmentChip::addDetail(QMenu *menu, const ImagePart &image)
{
    const QList<std::pair<QString, QString>> details{{{}, tr("&Automatic detail")},
        {u"low"_s, tr("&Low detail (cheaper)")}, {u"high"_s, tr("&High detail")}};
    auto *group = new QActionGroup(menu);
    for (const auto &[detail, text] : details) {
        QAction *action = group->addAction(menu->addAction(text));
        action->setCheckable(true);
        action->setChecked(image.detail == detail);
        connect(action, &QAction::triggered, this, [this, chosen = detail] {
            std::get<ImagePart>(m_part).detail = chosen;
            showPart();
            Q_EMIT changed();
        });
    }
}

bool AttachmentChip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
            Q_EMIT removeRequested();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_button->showMenu();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void AttachmentChip::contextMenuEvent(QContextMenuEvent *event)
{
    m_button->showMenu();
    event->accept();
}

} // namespace Parlance
