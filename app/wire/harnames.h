// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/recording.h"

#include <array>

namespace Parlance {

/// How a HAR file names the values of an enum; in the order of the enum.
inline constexpr std::array<QStringView, 3> HarEndNames = {u"server", u"end-mark", u"user"};
inline constexpr std::array<QStringView, 12> HarErrorNames = {u"network", u"tls", u"proxy", u"authentication",
    u"bad-request", u"too-large", u"credits", u"rate-limited", u"budget", u"not-implemented", u"server",
    u"protocol"};

/// The address of a request that nobody knows, because HAR requires one.
inline constexpr QStringView HarNoAddress = u"about:blank";

} // namespace Parlance
