// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Parlance {

/// How many times slower a program is under the address or thread sanitizer, about; 1 without one.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int SanitizerSlowness = 10;
#else
constexpr int SanitizerSlowness = 1;
#endif

} // namespace Parlance
