// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/sseevent.h"

namespace Parlance {

QDebug operator<<(QDebug debug, const SseEvent &event)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "SseEvent(" << event.type << ", " << event.data << ", id " << event.id;
    if (event.retry)
        debug << ", retry " << event.retry->count() << " ms";
    return debug << ')';
}

} // namespace Parlance
