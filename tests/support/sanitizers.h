// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Parlance {

/// How many times slower a program is under the address or thread sanitizer, about; 1 without one.
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr int SanitizerSlowness = 10;
#else
constexpr int SanitizerSlowness = 1;
#endif

} // namespace Parlance
