// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/paddedrows.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace Parlance {

namespace {

using Lanes __attribute__((vector_size(16))) = float;

constexpr qsizetype LaneCount = 4;
constexpr qsizetype BlockRows = 4;    ///< rows that are multiplied together
constexpr qsizetype BlockColumns = 2; ///< with so many others: as much as the registers hold
constexpr qsizetype Chunk = 256;      ///< numbers that are summed in single precision
constexpr qsizetype TileRows = 64;    ///< rows that stay in the cache of a core

qsizetype wholeBlocks(qsizetype size, qsizetype block)
{
    return (size + block - 1) / block * block;
}

Lanes lanesAt(const float *values)
{
    Lanes lanes;
    std::memcpy(&lanes, values, sizeof lanes);
    return lanes;
}

using Sums = std::array<std::array<double, BlockColumns>, BlockRows>;

/// Adds the products of 4 rows with 2 others, over one chunk; all rows are `stride` apart.
void addProducts(const float *rows, const float *columns, qsizetype stride, qsizetype size, Sums &sums)
{
    std::array<std::array<Lanes, BlockColumns>, BlockRows> lanes{};
    for (qsizetype k = 0; k < size; k += LaneCount) {
        const Lanes first = lanesAt(columns + k);
        const Lanes second = lanesAt(columns + stride + k);
        for (size_t row = 0; row < BlockRows; ++row) {
            const Lanes factor = lanesAt(rows + qsizetype(row) * stride + k);
            lanes[row][0] += factor * first;
            lanes[row][1] += factor * second;
        }
    }
    for (size_t row = 0; row < BlockRows; ++row) {
        for (size_t column = 0; column < BlockColumns; ++column) {
            const Lanes &sum = lanes[row][column];
            sums[row][column] += double(sum[0]) + double(sum[1]) + double(sum[2]) + double(sum[3]);
        }
    }
}

} // namespace

PaddedRows::PaddedRows(qsizetype count, qsizetype dimension)
    : m_count(count)
    , m_dimension(dimension)
    , m_stride(wholeBlocks(dimension, LaneCount))
    , m_values(size_t(wholeBlocks(count, BlockRows) * m_stride))
{
}

std::span<float> PaddedRows::at(qsizetype row)
{
    return std::span(m_values).subspan(size_t(row * m_stride), size_t(m_dimension));
}

std::span<const float> PaddedRows::at(qsizetype row) const
{
    return std::span(m_values).subspan(size_t(row * m_stride), size_t(m_dimension));
}

/// The products of a few rows with a few others.
class PaddedRows::Block
{
public:
    Block(const PaddedRows &rows, qsizetype row, qsizetype column)
        : m_row(row)
        , m_column(column)
    {
        const float *left = rows.m_values.data() + row * rows.m_stride;
        const float *right = rows.m_values.data() + column * rows.m_stride;
        for (qsizetype k = 0; k < rows.m_stride; k += Chunk)
            addProducts(left + k, right + k, rows.m_stride, std::min(Chunk, rows.m_stride - k), m_sums);
    }

    void writeTo(SymmetricMatrix &matrix) const
    {
        for (qsizetype row = 0; row < std::min(BlockRows, matrix.size - m_row); ++row) {
            for (qsizetype column = 0; column < std::min(BlockColumns, matrix.size - m_column); ++column)
                matrix.set(m_row + row, m_column + column, float(m_sums[size_t(row)][size_t(column)]));
        }
    }

private:
    qsizetype m_row;
    qsizetype m_column;
    Sums m_sums{};
};

std::optional<SymmetricMatrix> PaddedRows::products(const Work &work) const
{
    SymmetricMatrix matrix{.size = m_count, .values = std::vector<float>(size_t(m_count * m_count))};
    for (qsizetype tile = 0; tile < m_count; tile += TileRows) {
        const qsizetype end = std::min(tile + TileRows, m_count);
        for (qsizetype row = 0; row < end; row += BlockRows) {
            if (work.stop.stop_requested())
                return std::nullopt;
            for (qsizetype column = std::max(tile, row); column < end; column += BlockColumns)
                Block(*this, row, column).writeTo(matrix);
        }
        const double share = double(end) / double(m_count);
        work.tell(share * share);
    }
    return matrix;
}

} // namespace Parlance
