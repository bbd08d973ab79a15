// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/work.h"

#include <QtTypes>

#include <optional>
#include <span>
#include <vector>

namespace Parlance {

/// A square matrix that equals its transpose, in 32-bit floats.
struct SymmetricMatrix
{
    qsizetype size = 0;
    std::vector<float> values = {}; ///< row by row

    [[nodiscard]] float at(qsizetype row, qsizetype column) const { return values[place(row, column)]; }
    void set(qsizetype row, qsizetype column, float value)
    {
        values[place(row, column)] = value;
        values[place(column, row)] = value;
    }

private:
    [[nodiscard]] size_t place(qsizetype row, qsizetype column) const { return size_t(row * size + column); }
};

/// Rows of 32-bit floats, filled up with zeros to whole blocks, so that products of rows are fast.
class PaddedRows
{
public:
    PaddedRows(qsizetype count, qsizetype dimension);

    [[nodiscard]] qsizetype count() const { return m_count; }
    [[nodiscard]] qsizetype dimension() const { return m_dimension; }
    [[nodiscard]] std::span<float> at(qsizetype row);
    [[nodiscard]] std::span<const float> at(qsizetype row) const;

    /// The scalar products of each row with each, summed in double precision. Empty if stopped.
    [[nodiscard]] std::optional<SymmetricMatrix> products(const Work &work) const;

private:
    class Block;

    qsizetype m_count;
    qsizetype m_dimension;
    qsizetype m_stride; ///< floats from one row to the next
    std::vector<float> m_values;
};

} // namespace Parlance
