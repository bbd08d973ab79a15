// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/dropframe.h"

#include "view/base/stylesheet.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>

namespace Parlance {

namespace {

QStringList filesIn(const QMimeData &data)
{
    QStringList paths;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace

DropFrame::DropFrame(QWidget *parent)
    : QFrame(parent)
{
    setAcceptDrops(true);
}

void DropFrame::dragEnterEvent(QDragEnterEvent *event)
{
    if (filesIn(*event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    setStyleProperty(this, "dropping", true);
}

void DropFrame::dragLeaveEvent(QDragLeaveEvent *)
{
    setStyleProperty(this, "dropping", false);
}

/// The program that was dragged from waits until this returns.
void DropFrame::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    setStyleProperty(this, "dropping", false);
    QMetaObject::invokeMethod(
        this, [this, paths = filesIn(*event->mimeData())] { Q_EMIT filesDropped(paths); },
        Qt::QueuedConnection);
}

} // namespace Parlance
