// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/timing.h"

namespace Parlance {

namespace {

void print(QDebug &debug, const char *name, const std::optional<Timing::Duration> &value)
{
    if (value)
        debug << ' ' << name << '=' << value->count() << "us";
}

} // namespace

QDebug operator<<(QDebug debug, const Timing &timing)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Timing(";
    print(debug, "sent", timing.sent);
    print(debug, "headers", timing.headers);
    print(debug, "firstToken", timing.firstToken);
    print(debug, "firstText", timing.firstText);
    print(debug, "lastToken", timing.lastToken);
    print(debug, "total", timing.total);
    return debug << ')';
}

} // namespace Parlance
