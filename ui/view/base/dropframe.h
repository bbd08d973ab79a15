// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace Parlance {

/// A frame on which files can be dropped. While files are dragged over it, its property `dropping` is true.
class DropFrame : public QFrame
{
    Q_OBJECT

public:
    explicit DropFrame(QWidget *parent = nullptr);

Q_SIGNALS:
    /// Comes after the drop, so that a handler may open a dialog.
    void filesDropped(const QStringList &paths);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
};

} // namespace Parlance
