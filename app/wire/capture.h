// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/recording.h"
#include "wire/wirerequest.h"

namespace Parlance {

/// A request and what came back, as a file can hold it. It has no keys: `Redaction` takes them out before.
struct Capture
{
    WireRequest request; ///< without an address if the file does not tell the request
    Recording recording; ///< ended
    QDateTime startedAt; ///< in UTC; null if the file does not tell it
};

} // namespace Parlance
