// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/copyguard.h"

#include "client/chatclient.h"
#include "client/targetresolver.h"

#include <QGuiApplication>
#include <QMimeData>
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
    , m_client(client)
    , m_resolver(resolver)
    , m_window(window)
{
    connect(QGuiApplication::clipboard(), &QClipboard::changed, this, &CopyGuard::check);
}

/// Setting the masked text comes here once more, and finds nothing.
void CopyGuard::check(QClipboard::Mode mode)
{
    QClipboard &clipboard = *QGuiApplication::clipboard();
    const QString text = isOurs(clipboard.mimeData(mode)) ? clipboard.text(mode) : QString();
    const QString masked = text.isEmpty() ? text : redactionOf(m_client->calls(), *m_resolver).of(text);
    if (masked == text)
        return;
    clipboard.setText(masked, mode);
    if (mode == QClipboard::Clipboard)
        QToolTip::showText(QCursor::pos(), tr("A key in the copied text was masked."), m_window);
}

} // namespace Parlance
