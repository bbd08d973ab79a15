// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/preflight/finding.h"

#include "workspace/words/preflighttext.h"

namespace Parlance {

QDebug operator<<(QDebug debug, const Finding &finding)
{
    const QDebugStateSaver saver(debug);
    debug.noquote() << PreflightText::words(finding);
    if (finding.repaired)
        debug << "->" << *finding.repaired;
    return debug;
}

} // namespace Parlance
