// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

namespace Parlance::Demo {

/// An amount of credits in hundredths, so that sums are exact.
struct Credits
{
    qint64 hundredths = 0;

    [[nodiscard]] double value() const { return static_cast<double>(hundredths) / 100; }
    auto operator<=>(const Credits &) const = default;
};

} // namespace Parlance::Demo
