// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

namespace Parlance {

/// Keeps progress from being told more often than it can be read, as a widget that shows it is painted each
/// time. For one thread.
class ProgressPause
{
public:
    /// True if nothing was told in the last 40 ms; then the next pause begins.
    [[nodiscard]] bool isOver()
    {
        if (m_since.isValid() && m_since.durationElapsed() < std::chrono::milliseconds(40))
            return false;
        m_since.start();
        return true;
    }

private:
    QElapsedTimer m_since;
};

} // namespace Parlance
