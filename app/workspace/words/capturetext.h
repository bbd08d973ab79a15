// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capturefault.h"

namespace Parlance {

/// What is wrong in a capture file, where, and what to do, in whole sentences.
[[nodiscard]] QString describeCaptureFault(const CaptureFault &fault);

} // namespace Parlance
