// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTextCursor>
#include <QTimer>

class QTextEdit;

namespace Parlance {

class ReadingPosition;

/// Stops the text from moving under the pointer while a conversation streams: from a press of the left button
/// until a double click's time after its release, so that a second click hits what the first one hit, or
/// after a drag of text began. Then follows the end again, unless the user selected something that would
/// scroll out of sight.
class PointerHold : public QObject
{
    Q_OBJECT

public:
    /// `reading` is the reading position in `view`, which owns this.
    PointerHold(ReadingPosition *reading, QTextEdit *view);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void press();
    void release();
    void endHold();

    ReadingPosition *m_reading;
    QTextEdit *m_view;
    QTimer m_untilRelease;
    QTextCursor m_before; ///< the selection at the press
    bool m_down = false;
};

} // namespace Parlance
