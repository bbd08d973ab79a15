// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QList>
#include <optional>

namespace Parlance {

/// How the values of a sample lie. Quantiles between two values are interpolated in a straight line.
struct Summary
{
    static constexpr qsizetype FewestForP95 = 20;

    qsizetype count = 0;
    double minimum = 0;
    double lowerQuartile = 0;
    double median = 0;
    double upperQuartile = 0;
    double p95 = 0; ///< 95 of 100 values are not above it; of fewer than `FewestForP95` nearly the maximum
    double maximum = 0;

    bool operator==(const Summary &) const = default;

    /// The interquartile range: the middle half of the values lies within it.
    [[nodiscard]] double spread() const { return upperQuartile - lowerQuartile; }

    /// Empty for no values.
    [[nodiscard]] static std::optional<Summary> of(QList<double> values);
};

QDebug operator<<(QDebug debug, const Summary &summary);

} // namespace Parlance
