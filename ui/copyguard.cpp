// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/copyguard.h"

#include "ui/playground/keymask.h"

#include <QGuiApplication>
#include <QToolTip>

namespace Parlance {

namespace {

/// What another program has copied comes in a class of the platform's own; not each platform knows who owns
/// its clipboard.
bool isOurs(const QMimeData *data)
{
    return data && data->metaObject() == &QMimeData::staticMetaObject;
}

} // namespace

CopyGuard::CopyGuard(ChatClient *client, const TargetResolver *resolver, QWidget *window)
    : QObject(window)
    , m_mask(keyMaskOf(client, resolver))
    , m_window(window)
{
    connect(QGuiApplication::clipboard(), &QClipboard::changed, this, &CopyGuard::check);
}

/// Setting the masked text comes here once more.
void CopyGuard::check(QClipboard::Mode mode)
{
    QClipboard &clipboard = *QGuiApplication::clipboard();
    const QMimeData *data = clipboard.mimeData(mode);
    if (const auto *copied = dynamic_cast<const CopiedText *>(data)) {
        if (copied->wasMasked() && mode == QClipboard::Clipboard)
            QToolTip::showText(QCursor::pos(), tr("A key in the copied text was masked."), m_window);
    } else if (isOurs(data) && data->hasText()) {
        auto masked = std::make_unique<CopiedText>(data->text(), m_mask);
        if (masked->wasMasked())
            clipboard.setMimeData(masked.release(), mode);
    }
}

} // namespace Parlance
