// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace Parlance {

/// Finds where the events of a stream end: after each blank line that follows another line. Lines end with
/// CR, LF or CRLF. Any split of the bytes gives the same events.
class FrameCutter
{
public:
    /// The number of bytes up to the end of the current event, or -1 if it does not end in them. The next
    /// call must begin there.
    [[nodiscard]] qsizetype endIn(QByteArrayView bytes);
    /// True if the bytes so far end with the CR of a blank line: the event has ended, but for an LF.
    [[nodiscard]] bool isAtEnd() const { return m_ended; }

private:
    [[nodiscard]] bool endsEvent();

    bool m_lineHasBytes = false;
    bool m_eventHasLines = false;
    bool m_afterCarriageReturn = false; ///< an LF belongs to it
    bool m_ended = false;               ///< with that CR
};

} // namespace Parlance
