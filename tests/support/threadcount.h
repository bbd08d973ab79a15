// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>

namespace Parlance {

/// The threads of this process.
[[nodiscard]] inline qsizetype threadCount()
{
    return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

} // namespace Parlance
