// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace Parlance {

/// Says in a lane that messages were deleted or changed, and offers to undo that. Hidden otherwise.
class DeletedNotice : public QFrame
{
    Q_OBJECT

public:
    explicit DeletedNotice(QWidget *parent = nullptr);

    void say(int messages);
    /// Says that something else was done that can be undone.
    void say(const QString &text);

Q_SIGNALS:
    void undoRequested();

private:
    QLabel *m_text;
};

} // namespace Parlance
