// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/framecutter.h"

#include <utility>

namespace Parlance {

qsizetype FrameCutter::endIn(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char byte = bytes[i];
        if (std::exchange(m_afterCarriageReturn, false)) {
            const bool ended = std::exchange(m_ended, false);
            if (ended)
                return byte == '\n' ? i + 1 : i;
            if (byte == '\n')
                continue;
        }
        if (byte == '\n') {
            if (endsEvent())
                return i + 1;
        } else if (byte == '\r') {
            m_afterCarriageReturn = true;
            m_ended = endsEvent();
        } else {
            m_lineHasBytes = true;
        }
    }
    return -1;
}

/// Ends a line. True if it was blank and ends an event.
bool FrameCutter::endsEvent()
{
    if (std::exchange(m_lineHasBytes, false)) {
        m_eventHasLines = true;
        return false;
    }
    return std::exchange(m_eventHasLines, false);
}

} // namespace Parlance
