// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QList>
#include <optional>

namespace Parlance {

/// The distribution of a sample's values. Quantiles between two values are interpolated linearly.
struct Summary
{
    static constexpr qsizetype FewestForQuartiles = 5; ///< with fewer they say no more than the values
    static constexpr qsizetype FewestForP95 = 20;

    qsizetype count = 0;
    double minimum = 0;
    double lowerQuartile = 0;
    double median = 0;
    double upperQuartile = 0;
    double p95 = 0; ///< the 95th percentile; with fewer than `FewestForP95` values nearly the maximum
    double p99 = 0;
    double maximum = 0;

    bool operator==(const Summary &) const = default;

    /// The interquartile range, which contains the middle half of the values.
    [[nodiscard]] double spread() const { return upperQuartile - lowerQuartile; }

    /// Empty without values.
    [[nodiscard]] static std::optional<Summary> of(QList<double> values);
};

/// The smallest 1, 2 or 5 times a power of ten that is at least `least`, which must be above 0: the distance
/// of two ticks on an axis.
[[nodiscard]] double tickStep(double least);

QDebug operator<<(QDebug debug, const Summary &summary);

} // namespace Parlance
