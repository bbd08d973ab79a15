// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace Parlance {

/// Says in a lane that messages were deleted and offers to restore them. Hidden otherwise.
class DeletedNotice : public QFrame
{
    Q_OBJECT

public:
    explicit DeletedNotice(QWidget *parent = nullptr);

    void say(int messages);

Q_SIGNALS:
    void undoRequested();

private:
    QLabel *m_text;
};

} // namespace Parlance
