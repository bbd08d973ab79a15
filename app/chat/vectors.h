// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <span>
#include <vector>

namespace Parlance {

/// Vectors of the same dimension, as 32-bit floats, one behind the other.
struct Vectors
{
    qsizetype dimension = 0;        ///< numbers in each vector
    std::vector<float> values = {}; ///< `dimension` for each vector

    [[nodiscard]] qsizetype count() const { return dimension > 0 ? std::ssize(values) / dimension : 0; }
    [[nodiscard]] std::span<const float> at(qsizetype index) const
    {
        return std::span(values).subspan(size_t(index * dimension), size_t(dimension));
    }

    bool operator==(const Vectors &) const = default;
};

} // namespace Parlance
