// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/silencewatch.h"

#include <QCoreApplication>

namespace Parlance {

/// The texts about times, for a person to read.
class TimeText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::TimeText)

public:
    /// What was measured: "0.39 ms", "12.5 ms", "394 ms" below a second, and from there on in seconds with
    /// this many decimals, "1.204 s".
    [[nodiscard]] static QString measured(double seconds, int decimals);
    /// A time to wait for, in the largest two units: "42 s", "3 min 20 s", "9 h 12 min", "12 days",
    /// "31 years". Up to 90 s are seconds, and a part of a second counts as one.
    [[nodiscard]] static QString duration(std::chrono::milliseconds time);
    /// "Nothing has come for 12 s".
    [[nodiscard]] static QString silence(const Silence &silence);
};

} // namespace Parlance
