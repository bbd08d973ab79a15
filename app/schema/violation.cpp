// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/violation.h"

namespace Parlance {

QDebug operator<<(QDebug debug, const Violation &violation)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Violation(rule " << int(violation.rule) << " at " << violation.path << '@'
                           << violation.offset << ", expected " << violation.expected << ", found "
                           << violation.found << ')';
}

} // namespace Parlance
